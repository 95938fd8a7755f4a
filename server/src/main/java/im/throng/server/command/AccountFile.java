package im.throng.server.command;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import im.throng.server.ExitCode;
import im.throng.server.account.Account;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Accounts in a CSV file (RFC 4180), UTF-8 with or without a byte order mark. It can be read more
/// than once.
///
/// Threading: used by one thread.
final class AccountFile {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Path file;
    /// The whole content of what can be read only once.
    private final byte @Nullable [] content;
    private final int passwordMax;
    private final long now;

    /// Creates a file.
    ///
    /// @param file `-` is the standard input
    /// @param now  when accounts were made whose line does not say it
    /// @throws CommandException if it cannot be read
    AccountFile(Path file, Streams streams, int passwordMax, long now) {
        this.file = file;
        this.passwordMax = passwordMax;
        this.now = now;
        try {
            if (file.toString().equals("-")) {
                content = streams.in().readAllBytes();
            } else {
                content = Files.isRegularFile(file) ? null : Files.readAllBytes(file);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Hands the lines to the visitor, in order.
    ///
    /// @throws CommandException if the file cannot be read
    void read(Visitor visitor) {
        try (Reader reader = open();
                CsvReader<CsvRecord> lines = CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(reader)) {
            read(lines.iterator(), visitor);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private void read(Iterator<CsvRecord> lines, Visitor visitor) {
        long last = 0;
        try {
            AccountFields fields = null;
            Map<Long, Long> lineOfId = new HashMap<>();
            while (lines.hasNext()) {
                CsvRecord line = lines.next();
                last = line.getStartingLineNumber();
                if (fields == null) {
                    boolean header = Columns.isHeader(line.getFields());
                    fields = new AccountFields(header ? Columns.of(line.getFields())
                            : Columns.withoutHeader(), passwordMax, now);
                    if (header) {
                        continue;
                    }
                }
                read(line, fields, lineOfId, visitor);
            }
        } catch (WrongLineException header) {
            visitor.wrong(last, header.words());
        } catch (CsvParseException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new CommandException(ExitCode.DATA, file + " is not in UTF-8");
            }
            visitor.wrong(last + 1, "the quotation marks of the line that begins here, or soon "
                    + "after, are wrong; nothing from there on was read");
        }
    }

    private static void read(CsvRecord line, AccountFields fields, Map<Long, Long> lineOfId,
                             Visitor visitor) {
        long number = line.getStartingLineNumber();
        try {
            Account account = fields.read(line.getFields());
            Long before = lineOfId.putIfAbsent(account.user().userId().value(), number);
            if (before == null) {
                visitor.account(account);
            } else {
                visitor.wrong(number, "the id is that of line " + before);
            }
        } catch (WrongLineException wrong) {
            visitor.wrong(number, wrong.words());
        }
    }

    private Reader open() throws IOException {
        InputStream bytes = content == null ? Files.newInputStream(file)
                : new ByteArrayInputStream(content);
        // A decoder, since it reports what is no UTF-8 rather than replacing it.
        var reader = new BufferedReader(new InputStreamReader(bytes,
                StandardCharsets.UTF_8.newDecoder()));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private CommandException unreadable(Exception e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return reason instanceof CharacterCodingException
                ? new CommandException(ExitCode.DATA, file + " is not in UTF-8")
                : new CommandException(ExitCode.NO_INPUT, file + " cannot be read: "
                        + reason.getClass().getSimpleName());
    }

    /// Takes lines, one by one.
    interface Visitor {

        /// Takes an account; its password may be plain.
        void account(Account account);

        /// Takes note of a line that cannot be taken.
        void wrong(long line, String why);
    }
}
