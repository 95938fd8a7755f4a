package im.throng.server.command;

import im.throng.server.ExitCode;
import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A new file that only its owner may read, for what holds secrets.
final class PrivateFile {

    private PrivateFile() {}

    /// Returns a writer to a new file, or to the standard output if none is named.
    ///
    /// @throws CommandException if the file exists: its readers may be others
    static Writer open(@Nullable Path file, Streams streams) throws IOException {
        if (file == null || file.toString().equals("-")) {
            return new Uncloseable(new BufferedWriter(
                    new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8)));
        }
        try {
            return new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(
                    Files.newByteChannel(file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")))),
                    StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(ExitCode.DIRECTORY, file + " exists already");
        } catch (IOException e) {
            throw new CommandException(ExitCode.DIRECTORY, "cannot write " + file + ": "
                    + e.getClass().getSimpleName());
        }
    }

    /// The standard output stays open.
    private static final class Uncloseable extends FilterWriter {

        Uncloseable(Writer out) {
            super(out);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
