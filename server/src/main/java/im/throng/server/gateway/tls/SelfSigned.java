package im.throng.server.gateway.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate that nobody vouches for, for a try: it is good for this machine's names.
final class SelfSigned {

    private static final Duration LIFE = Duration.ofDays(365);
    private static final int SERIAL_BITS = 120;
    private static final int LINE_CHARACTERS = 64;

    private SelfSigned() {}

    /// Makes a key and a certificate, unless there are some that are good for another day.
    ///
    /// @throws TlsException if they cannot be written, or are there and cannot be read
    static void ensure(TlsConfig.Files files, InstantSource clock, SecureRandom random)
            throws TlsException {
        Instant now = clock.instant();
        if (Files.exists(files.certificate()) && Files.exists(files.key())
                && KeyPairFiles.read(files).certificate().getNotAfter().toInstant()
                        .isAfter(now.plus(Duration.ofDays(1)))) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            // The key first: if the certificate is missing, both are made anew.
            Files.deleteIfExists(files.certificate());
            write(files.key(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            write(files.certificate(), pem("CERTIFICATE", certificate(pair, now, random)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new TlsException("no certificate can be made: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TlsException("the certificate " + files.certificate()
                    + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static byte[] certificate(KeyPair pair, Instant now, SecureRandom random)
            throws IOException, OperatorCreationException {
        X500Name name = new X500Name("CN=Throng");
        var builder = new JcaX509v3CertificateBuilder(name,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                // Clocks of other machines may be a little behind.
                Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(LIFE)),
                name, pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false,
                new GeneralNames(names().toArray(GeneralName[]::new)));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                .build(pair.getPrivate())).getEncoded();
    }

    private static List<GeneralName> names() {
        List<GeneralName> names = new ArrayList<>(List.of(
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1")));
        try {
            String host = InetAddress.getLocalHost().getHostName();
            if (host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
                    && !host.equals("localhost")) {
                names.add(new GeneralName(GeneralName.dNSName, host));
            }
        } catch (UnknownHostException nameless) {
            // Then it is reached as localhost, or not checked at all.
        }
        return names;
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(LINE_CHARACTERS, new byte[] {'\n'})
                        .encodeToString(encoded)
                + "\n-----END " + what + "-----\n";
    }

    /// Writes beside and moves, so that a crash leaves no half of it; for its owner alone.
    private static void write(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(beside, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(beside);
        }
        Files.write(beside, text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.SYNC);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
