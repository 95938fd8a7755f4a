package im.throng.server.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate with those above it, and its key, as they were read from two PEM files.
///
/// @param chain the server's own certificate first
record KeyPairFiles(List<X509Certificate> chain, PrivateKey key) {

    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA");
    private static final byte[] PROOF = "throng".getBytes(StandardCharsets.US_ASCII);

    /// Reads them, and makes sure that they belong together.
    ///
    /// @throws TlsException if they cannot be used, with the file and the reason
    static KeyPairFiles read(TlsConfig.Files files) throws TlsException {
        List<X509Certificate> chain = chain(files.certificate());
        PrivateKey key = key(files.key());
        if (!belongTogether(chain.getFirst().getPublicKey(), key)) {
            throw new TlsException("the key in " + files.key()
                    + " is not that of the first certificate in " + files.certificate());
        }
        return new KeyPairFiles(chain, key);
    }

    /// Returns the server's own certificate.
    X509Certificate certificate() {
        return chain.getFirst();
    }

    private static List<X509Certificate> chain(Path file) throws TlsException {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(file))).stream()
                    .map(X509Certificate.class::cast).toList();
            if (chain.isEmpty()) {
                throw new TlsException("there is no certificate in " + file);
            }
            return chain;
        } catch (CertificateException e) {
            throw new TlsException(file + " is not a PEM file of certificates: " + words(e), e);
        }
    }

    private static PrivateKey key(Path file) throws TlsException {
        String text = new String(bytes(file), StandardCharsets.ISO_8859_1);
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new TlsException(file + (text.contains("ENCRYPTED")
                    ? " is encrypted; the server needs it without a password: "
                    : " holds no private key in PKCS#8 (BEGIN PRIVATE KEY): ")
                    + "openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(key.group(1));
        } catch (IllegalArgumentException e) {
            throw new TlsException(file + " is damaged: " + words(e), e);
        }
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException another) {
                // Then it is of the next kind, or of none.
            } catch (GeneralSecurityException e) {
                throw new TlsException(file + " cannot be read: " + words(e), e);
            }
        }
        throw new TlsException(file + " holds neither an EC nor an RSA key");
    }

    private static boolean belongTogether(PublicKey open, PrivateKey secret)
            throws TlsException {
        if (!open.getAlgorithm().equals(secret.getAlgorithm())) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(
                    "SHA256with" + (open.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
            signature.initSign(secret);
            signature.update(PROOF);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(PROOF);
            return signature.verify(signed);
        } catch (InvalidKeyException otherParameters) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new TlsException("the key cannot be used: " + words(e), e);
        }
    }

    private static byte[] bytes(Path file) throws TlsException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new TlsException("there is no file " + file, e);
        } catch (IOException e) {
            throw new TlsException(file + " cannot be read: " + words(e), e);
        }
    }

    private static String words(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
