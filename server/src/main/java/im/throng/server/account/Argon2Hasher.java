package im.throng.server.account;

import static org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13;
import static org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/// Argon2id hashes of passwords in the PHC string format
/// (`$argon2id$v=19$m=19456,t=2,p=1$salt$hash`).
///
/// Threading: any thread; each call costs tens of milliseconds and the configured memory.
public final class Argon2Hasher {

    /// The most memory, passes and lanes of a hash: a login must not take a server's memory or
    /// minutes.
    public static final int MEMORY_KIB_MAX = 1 << 20;
    /// The most passes.
    public static final int ITERATIONS_MAX = 100;
    /// The most lanes.
    public static final int PARALLELISM_MAX = 64;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=(\\d{1,9}),t=(\\d{1,4}),p=(\\d{1,3})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    private final Argon2Parameters parameters;
    private final RandomGenerator random;

    /// Creates a hasher.
    ///
    /// @param random a cryptographically strong source, for salts
    public Argon2Hasher(Argon2Parameters parameters, RandomGenerator random) {
        this.parameters = parameters;
        this.random = random;
    }

    /// Returns a new hash with the current parameters and a new salt.
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(salt, derive(password, salt, parameters, HASH_BYTES));
    }

    /// Tells whether the password is the one behind the hash, in a time that depends on the hash's
    /// parameters alone. What is no such hash matches nothing.
    public boolean matches(String password, String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] actual = derive(password, salt, parametersOf(parts), expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    /// Tells whether it is a hash that [#matches] can check, at a cost that is no mistake.
    public static boolean isHash(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            return false;
        }
        Argon2Parameters cost = parametersOf(parts);
        return cost.memoryKib() >= 8 * cost.parallelism() && cost.memoryKib() <= MEMORY_KIB_MAX
                && cost.iterations() >= 1 && cost.iterations() <= ITERATIONS_MAX
                && cost.parallelism() >= 1 && cost.parallelism() <= PARALLELISM_MAX
                && isBase64(parts.group(4)) && isBase64(parts.group(5));
    }

    /// Tells whether the hash was made with other parameters than those of now.
    public boolean isOutdated(String phc) {
        Matcher parts = PHC.matcher(phc);
        return !parts.matches() || !parametersOf(parts).equals(parameters);
    }

    /// Returns a hash that no password matches, to spend the same time on an unknown user.
    public String decoy() {
        return phc(new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    private String phc(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + parameters.memoryKib() + ",t=" + parameters.iterations()
                + ",p=" + parameters.parallelism() + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    private static Argon2Parameters parametersOf(Matcher parts) {
        return new Argon2Parameters(Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }

    private static byte[] derive(String password, byte[] salt, Argon2Parameters parameters,
                                 int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new org.bouncycastle.crypto.params.Argon2Parameters.Builder(ARGON2_id)
                .withVersion(ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.iterations())
                .withParallelism(parameters.parallelism())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
