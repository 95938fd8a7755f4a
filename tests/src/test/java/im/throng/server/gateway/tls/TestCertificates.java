package im.throng.server.gateway.tls;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Certificates for tests, good for `localhost`, `127.0.0.1` and `::1`.
public final class TestCertificates {

    private TestCertificates() {}

    /// Makes a key and a certificate in a folder: `NAME.crt` and `NAME.key`.
    public static TlsConfig.Files make(Path folder, String name) {
        var files = new TlsConfig.Files(folder.resolve(name + ".crt"),
                folder.resolve(name + ".key"), true);
        try {
            SelfSigned.ensure(files, InstantSource.system(), new SecureRandom());
        } catch (TlsException e) {
            throw new AssertionError(e);
        }
        return files;
    }
}
