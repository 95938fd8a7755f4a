package im.throng.server.gateway.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The web client's files, in memory, with one fingerprint over all of them. The page names its
/// files below `app/`; they are served below `/app/FINGERPRINT/`, where they never change. Since
/// they name each other by relative paths, the page alone is rewritten.
///
/// Threading: immutable.
final class WebTree {

    /// The page itself.
    static final String INDEX = "index.html";

    private static final String ROOT = "web";
    private static final int FINGERPRINT_CHARACTERS = 12;

    private final String fingerprint;
    private final Map<String, WebFile> files;

    private WebTree(String fingerprint, Map<String, WebFile> files) {
        this.fingerprint = fingerprint;
        this.files = files;
    }

    /// Reads the files that came with the server.
    static WebTree ofClassPath() {
        URL index = WebTree.class.getClassLoader().getResource(ROOT + "/" + INDEX);
        if (index == null) {
            throw new IllegalStateException("the web client is not on the class path");
        }
        try {
            URI uri = index.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return of(read(Path.of(uri).resolveSibling(".").normalize()));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return of(read(jar.getPath(ROOT)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the web client cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Makes a tree of files by their paths.
    static WebTree of(Map<String, byte[]> contents) {
        MessageDigest digest = WebFile.digest();
        new TreeMap<>(contents).forEach((path, bytes) -> {
            digest.update((path + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        String fingerprint = HexFormat.of().formatHex(digest.digest())
                .substring(0, FINGERPRINT_CHARACTERS);
        Map<String, WebFile> files = new HashMap<>();
        contents.forEach((path, bytes) -> files.put(path, WebFile.of(path,
                path.equals(INDEX) ? withFingerprint(bytes, fingerprint) : bytes)));
        return new WebTree(fingerprint, Map.copyOf(files));
    }

    /// Returns the page with the addresses of its files.
    static byte[] withFingerprint(byte[] page, String fingerprint) {
        return new String(page, StandardCharsets.UTF_8)
                .replaceAll("(\\s(?:href|src)=\")/?app/", "$1/app/" + fingerprint + "/")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Returns what stands for these files in addresses.
    String fingerprint() {
        return fingerprint;
    }

    /// Returns a file; null if there is none.
    @Nullable WebFile file(String path) {
        return files.get(path);
    }

    private static Map<String, byte[]> read(Path root) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(path).toString().replace('\\', '/'),
                        Files.readAllBytes(path));
            }
        }
        return contents;
    }
}
