package im.throng.terminal.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files and folders that only their owner may read, from the moment they exist.
final class OwnerOnly {

    private static final String FOLDER_MODE = "rwx------";
    private static final String FILE_MODE = "rw-------";

    private OwnerOnly() {}

    /// Makes a folder and those above it.
    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, mode(folder, FOLDER_MODE));
    }

    /// Replaces a file of a folder as a whole.
    static void replace(Path folder, String name, String text) throws IOException {
        folder(folder);
        Path fresh = Files.createTempFile(folder, name + ".", ".new", file(folder));
        Files.writeString(fresh, text);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Returns the attributes that a file of its owner alone is made with.
    static FileAttribute<?>[] file(Path folder) {
        return mode(folder, FILE_MODE);
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
