package im.throng.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Accounts in the data of a server that is not started yet, with a token each. Nobody has a
/// password to them: their hash is of nothing, so they cost no hashing.
final class Population {

    private static final long FIRST_ID = 1_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private Population() {}

    /// Makes accounts and returns their tokens, in the order of their ids.
    static List<Token> settle(Path data, int users) {
        try {
            Path people = Files.createTempFile("throng-bench", ".csv");
            Path tokens = data.resolve("bench-tokens.tsv");
            try {
                Files.writeString(people, lines(users));
                run(List.of("import", people.toString(), "--data", data.toString()));
                run(List.of("tokens", "--all", "--out", tokens.toString(), "--data",
                        data.toString()));
                return Token.read(tokens);
            } finally {
                Files.deleteIfExists(people);
                Files.deleteIfExists(tokens);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(int users) {
        var random = new SecureRandom();
        String hash = "$argon2id$v=19$m=19456,t=2,p=1$" + base64(random, SALT_BYTES) + "$"
                + base64(random, HASH_BYTES);
        // A quoted field: the hash has commas in it.
        return LongStream.range(FIRST_ID, FIRST_ID + users)
                .mapToObj(id -> id + ",user " + id + ",\"" + hash + "\"\n")
                .collect(Collectors.joining());
    }

    private static String base64(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void run(List<String> arguments) throws IOException {
        Process process = new ProcessBuilder(Program.users(arguments))
                .redirectErrorStream(true).start();
        var words = new String(process.getInputStream().readAllBytes(),
                StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("throng users " + arguments.getFirst()
                        + " failed: " + words.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
