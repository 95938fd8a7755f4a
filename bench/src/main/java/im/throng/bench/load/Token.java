package im.throng.bench.load;

import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What resumes a session without a password.
public record Token(UserId user, String text) {

    /// Reads a file as `users tokens` writes it: id, tab, token.
    ///
    /// @throws IllegalArgumentException if a line is none
    public static List<Token> read(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank())
                    .map(Token::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Token of(String line) {
        int tab = line.indexOf('\t');
        if (tab < 1) {
            throw new IllegalArgumentException("a line of tokens is an id, a tab and a token");
        }
        return new Token(new UserId(Long.parseLong(line.substring(0, tab).strip())),
                line.substring(tab + 1).strip());
    }

    @Override
    public String toString() {
        return "Token[" + user + "]"; // A token must not reach a log by accident.
    }
}
