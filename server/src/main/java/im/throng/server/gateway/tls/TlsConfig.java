package im.throng.server.gateway.tls;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an operator may set about TLS.
///
/// @param files         the certificate and its key; null for none
/// @param plain         who may come without TLS
/// @param handshakesMax so many handshakes go on at the same time; further ones wait
/// @param reload        how often it is looked whether the files have changed
public record TlsConfig(@Nullable Files files, Plain plain, int handshakesMax, Duration reload) {

    /// Two PEM files.
    ///
    /// @param certificate the server's certificate, then those above it
    /// @param key         its private key, PKCS#8
    /// @param selfSigned  whether they are made if they are not there
    public record Files(Path certificate, Path key, boolean selfSigned) {}

    /// Who may come without TLS.
    public enum Plain {
        /// Everybody.
        ALLOW,
        /// Who is on the same machine, and proxies that are trusted.
        LOOPBACK,
        /// Nobody.
        REFUSE
    }
}
