package im.throng.server.gateway.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate in use. It is read again when its files change; what cannot be used then is
/// told in the log, and the one in use stays.
///
/// Connections go on with the certificate they began with.
///
/// Threading: any thread; looks at the files on a thread of its own.
final class Certificates implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Certificates.class);
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    /// Those with forward secrecy that also prove what they decrypt, by the names of TLS 1.3 and
    /// of 1.2.
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    private static final Duration NEARLY_OVER = Duration.ofDays(14);

    private final TlsConfig.Files files;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("certificates").daemon().factory());
    private SslContext context;
    private volatile X509Certificate certificate;
    /// Confined to the timer's thread after the start.
    private Stamp seen;

    /// Reads the files.
    ///
    /// @param period how often it is looked whether they changed
    /// @throws TlsException if they cannot be used
    Certificates(TlsConfig.Files files, Duration period, InstantSource clock)
            throws TlsException {
        this.files = files;
        this.clock = clock;
        this.seen = Stamp.of(files);
        KeyPairFiles pair = KeyPairFiles.read(files);
        this.context = context(pair);
        this.certificate = pair.certificate();
        tell("TLS by {}", OpenSsl.isAvailable() ? "BoringSSL" : "the JDK");
        timer.scheduleWithFixedDelay(this::look, period.toMillis(), period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /// Returns a handler for one connection.
    ///
    /// @param tasks carries out what takes long in a handshake
    synchronized SslHandler handler(ByteBufAllocator allocator, Executor tasks) {
        return context.newHandler(allocator, tasks);
    }

    /// Returns the SHA-256 of the certificate in use, as `AB:CD:…`.
    String fingerprint() {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Returns when the certificate in use ends.
    Instant expires() {
        return certificate.getNotAfter().toInstant();
    }

    /// Stops looking at the files; what is in use may still be used by those who have it.
    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            ReferenceCountUtil.release(context);
        }
    }

    private void look() {
        try {
            Stamp now = Stamp.of(files);
            if (now.equals(seen)) {
                return;
            }
            // Whatever comes of it, the same files are not read and told of again.
            seen = now;
            KeyPairFiles pair = KeyPairFiles.read(files);
            SslContext fresh = context(pair);
            synchronized (this) {
                if (timer.isShutdown()) {
                    ReferenceCountUtil.release(fresh);
                    return;
                }
                ReferenceCountUtil.release(context);
                context = fresh;
            }
            certificate = pair.certificate();
            tell("the certificate was renewed from {}", files.certificate());
        } catch (TlsException e) {
            log.error("the new certificate or key is not used, the old one stays in use until {}:"
                    + " {}", expires(), e.getMessage());
        } catch (RuntimeException e) {
            log.error("looking after the certificate failed", e);
        }
    }

    private void tell(String words, Object detail) {
        log.info(words + "; certificate for {}, good until {}, SHA-256 {}", detail,
                certificate.getSubjectX500Principal(), expires(), fingerprint());
        if (expires().isBefore(clock.instant().plus(NEARLY_OVER))) {
            log.warn("the certificate in {} ends at {}", files.certificate(), expires());
        }
    }

    private static SslContext context(KeyPairFiles pair) throws TlsException {
        try {
            SslContextBuilder builder = SslContextBuilder
                    .forServer(pair.key(), pair.chain())
                    .protocols(PROTOCOLS)
                    .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE);
            if (OpenSsl.isAvailable()) {
                // Counted, so that its memory is freed when the last connection is gone.
                builder.sslProvider(SslProvider.OPENSSL_REFCNT)
                        .option(OpenSslContextOption.USE_TASKS, true);
            } else {
                builder.sslProvider(SslProvider.JDK);
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsException("the certificate or key cannot be used: " + e.getMessage(), e);
        }
    }

    /// What tells that a file is another one.
    private record Stamp(String certificate, String key) {

        static Stamp of(TlsConfig.Files files) {
            return new Stamp(of(files.certificate()), of(files.key()));
        }

        private static String of(Path file) {
            try {
                FileTime modified = Files.getLastModifiedTime(file);
                return modified + " " + Files.size(file) + " "
                        + Files.getAttribute(file.toRealPath(), "basic:fileKey");
            } catch (IOException notThere) {
                return notThere.toString();
            }
        }
    }
}
