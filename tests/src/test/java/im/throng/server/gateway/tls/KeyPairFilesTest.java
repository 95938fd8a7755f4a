package im.throng.server.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyPairFilesTest {

    private static final int SUBJECT_NAME_DNS = 2;

    @TempDir
    Path folder;

    private TlsConfig.Files files;

    @BeforeEach
    void make() {
        files = TestCertificates.make(folder, "one");
    }

    @Test
    void aPairThatWasMadeIsReadWithItsNames() throws Exception {
        X509Certificate certificate = KeyPairFiles.read(files).certificate();

        assertThat(certificate.getSubjectAlternativeNames())
                .contains(List.of(SUBJECT_NAME_DNS, "localhost"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsThereIsKeptUntilItIsNearlyOver() throws Exception {
        X509Certificate first = KeyPairFiles.read(files).certificate();

        SelfSigned.ensure(files, InstantSource.system(), new SecureRandom());
        assertThat(KeyPairFiles.read(files).certificate()).isEqualTo(first);

        Instant later = first.getNotAfter().toInstant().minus(Duration.ofHours(1));
        SelfSigned.ensure(files, InstantSource.fixed(later), new SecureRandom());
        assertThat(KeyPairFiles.read(files).certificate()).isNotEqualTo(first);
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        TlsConfig.Files other = TestCertificates.make(folder, "two");

        assertRefused(new TlsConfig.Files(files.certificate(), other.key(), false),
                "two.key", "one.crt", "is not that of");
    }

    @Test
    void aKeyOfAnotherKindIsRefused() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Path key = folder.resolve("rsa.key");
        Files.writeString(key, pem("PRIVATE KEY", Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())));

        assertRefused(new TlsConfig.Files(files.certificate(), key, false), "rsa.key",
                "is not that of");
    }

    @Test
    void whatIsMissingIsNamed() {
        Path missing = folder.resolve("missing.pem");

        assertRefused(new TlsConfig.Files(missing, files.key(), false), "no file", "missing.pem");
        assertRefused(new TlsConfig.Files(files.certificate(), missing, false), "no file",
                "missing.pem");
    }

    @Test
    void anotherFormIsNamedWithTheWayToOurs() throws IOException {
        assertRefused(withKey(pem("RSA PRIVATE KEY", "AAAA")), "PKCS#8", "openssl pkcs8");
        assertRefused(withKey(pem("ENCRYPTED PRIVATE KEY", "AAAA")), "encrypted", "openssl pkcs8");
        assertRefused(withKey(pem("PRIVATE KEY", "AAAA")),
                "neither an EC nor an RSA key");
        assertRefused(withKey(pem("PRIVATE KEY", "A=A")),
                "damaged");
    }

    @Test
    void aFileWithoutACertificateIsRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.crt"), "");
        Path broken = Files.writeString(folder.resolve("broken.crt"),
                pem("CERTIFICATE", "AAAA"));

        assertRefused(new TlsConfig.Files(empty, files.key(), false), "empty.crt");
        assertRefused(new TlsConfig.Files(broken, files.key(), false), "broken.crt");
    }

    private TlsConfig.Files withKey(String text) throws IOException {
        return new TlsConfig.Files(files.certificate(),
                Files.writeString(folder.resolve("other.key"), text), false);
    }

    private static String pem(String what, String encoded) {
        return "-----BEGIN " + what + "-----\n" + encoded + "\n-----END " + what + "-----\n";
    }

    private static void assertRefused(TlsConfig.Files wrong, String... words) {
        assertThatThrownBy(() -> KeyPairFiles.read(wrong))
                .isInstanceOf(TlsException.class)
                .hasMessageContainingAll(words);
    }
}
