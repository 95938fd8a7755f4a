package im.throng.conformance;

import im.throng.server.gateway.tls.TlsConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// TLS as the JDK speaks it, for tests.
final class TlsClient {

    private final SSLContext context;

    private TlsClient(TrustManager... trusted) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// Returns one that believes this certificate alone.
    static TlsClient trusting(TlsConfig.Files files) {
        try (var in = Files.newInputStream(files.certificate())) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("server",
                    CertificateFactory.getInstance("X.509").generateCertificate(in));
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new TlsClient(factory.getTrustManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Returns one that believes anybody.
    static TlsClient trustingAnybody() {
        return new TlsClient(new Credulous());
    }

    /// Connects and shakes hands.
    Opened open(TestServer server, String... versions) {
        try {
            return over(new Socket(InetAddress.getLoopbackAddress(), server.port()), versions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Shakes hands over a connection that is there.
    Opened over(Socket below, String... versions) {
        try {
            var socket = (SSLSocket) context.getSocketFactory()
                    .createSocket(below, "localhost", below.getPort(), true);
            socket.setSoTimeout((int) RawConnection.DEADLINE.toMillis());
            if (versions.length > 0) {
                socket.setEnabledProtocols(versions);
            }
            socket.startHandshake();
            return new Opened(socket, RawConnection.over(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A connection inside TLS.
    record Opened(SSLSocket socket, RawConnection raw) implements AutoCloseable {

        /// Returns it as a client of the native dialect.
        NativeClient framed() {
            return new NativeClient(raw);
        }

        /// Returns the certificate that the server showed.
        Certificate certificate() {
            try {
                return socket.getSession().getPeerCertificates()[0];
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void write(byte[] bytes) {
            raw.write(bytes);
        }

        /// Reads up to the end of a line of HTTP.
        String readLine() {
            var line = new ByteArrayOutputStream();
            try {
                for (int next = socket.getInputStream().read(); next >= 0 && next != '\r';
                        next = socket.getInputStream().read()) {
                    line.write(next);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return line.toString(StandardCharsets.UTF_8);
        }

        void expectEnd() {
            raw.expectEnd();
        }

        @Override
        public void close() {
            raw.close();
        }
    }

    private static final class Credulous implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Nobody shows one.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Whoever it is.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
