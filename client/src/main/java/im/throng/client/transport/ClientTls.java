package im.throng.client.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS to the server (1.3 or 1.2), and whom to believe that it is the server.
///
/// Threading: immutable.
public final class ClientTls {

    private static final String BY_NAME = "HTTPS";

    private final SslContext context;

    private ClientTls(SslContext context) {
        this.context = context;
    }

    /// Believes the authorities that the JDK believes; the certificate must be for the server's
    /// name.
    public static ClientTls trustingSystem() {
        return of(builder().endpointIdentificationAlgorithm(BY_NAME));
    }

    /// Believes these authorities alone, or a certificate that is among them; it must be for the
    /// server's name.
    ///
    /// @param authorities a PEM file of certificates
    /// @throws IOException if it cannot be read, with words for a person
    public static ClientTls trusting(Path authorities) throws IOException {
        try {
            Collection<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(Files.readAllBytes(authorities))).stream()
                    .map(X509Certificate.class::cast).toList();
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in " + authorities);
            }
            return of(builder().trustManager(certificates)
                    .endpointIdentificationAlgorithm(BY_NAME));
        } catch (CertificateException e) {
            throw new IOException(authorities + " is no PEM file of certificates", e);
        }
    }

    /// Believes anybody: what is said cannot be read on its way, but nobody knows by whom it is
    /// read at its end. For a try alone.
    public static ClientTls trustingAnybody() {
        return of(builder().trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null));
    }

    SslHandler handler(ByteBufAllocator allocator, String host, int port) {
        return context.newHandler(allocator, host, port);
    }

    /// Returns what was wrong, in words for a person.
    static String words(@Nullable Throwable failure) {
        if (has(failure, NotSslRecordException.class)) {
            return "the server does not speak TLS there";
        }
        if (has(failure, CertPathValidatorException.class)
                || has(failure, CertificateException.class)) {
            return "the server's certificate is not trusted (" + innermost(failure) + ")";
        }
        return "no TLS with the server (" + innermost(failure) + ")";
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (kind.isInstance(one)) {
                return true;
            }
        }
        return false;
    }

    private static String innermost(@Nullable Throwable failure) {
        Throwable inner = failure;
        while (inner != null && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner == null ? "unknown" : Optional.ofNullable(inner.getMessage())
                .orElse(inner.getClass().getSimpleName());
    }

    private static SslContextBuilder builder() {
        return SslContextBuilder.forClient().sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2");
    }

    private static ClientTls of(SslContextBuilder builder) {
        try {
            return new ClientTls(builder.build());
        } catch (SSLException e) {
            throw new IllegalStateException("the JDK has no TLS", e);
        }
    }
}
