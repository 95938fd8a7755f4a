package im.throng.server.gateway.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The web client, as browsers ask for it.
///
/// ```
///  /                       the page: asked for anew each time, by its ETag
///  /app/FINGERPRINT/path   a file: kept for a year and never asked for again
///  /path                   the same file, asked for anew each time
/// ```
///
/// With a folder for work on the page its files go over our own, are read for each request and
/// kept by nobody; their fingerprint is `dev`.
///
/// Threading: immutable. With such a folder it reads files on the event loop that asks.
final class Site {

    private static final String APP = "app";
    private static final String DEV = "dev";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final String NEVER = "no-store";

    private final WebTree tree;
    private final @Nullable Path folder;

    Site(WebTree tree, @Nullable Path folder) {
        this.tree = tree;
        this.folder = folder;
    }

    /// Answers a request for one of the files.
    void serve(Exchange exchange) {
        if (!exchange.isGet()) {
            exchange.answer(HttpAnswer.wrongMethod("GET, HEAD"));
            return;
        }
        List<String> parts = exchange.target().parts();
        boolean fixed = parts.size() > 2 && parts.getFirst().equals(APP)
                && parts.get(1).equals(folder == null ? tree.fingerprint() : DEV);
        String path = parts.isEmpty() ? WebTree.INDEX
                : String.join("/", fixed ? parts.subList(2, parts.size()) : parts);
        WebFile file = file(path);
        if (file == null) {
            exchange.answer(HttpAnswer.nothingThere());
        } else {
            exchange.answer(FileAnswer.to(exchange, file, caching(fixed)));
        }
    }

    private String caching(boolean fixed) {
        if (folder != null) {
            return NEVER;
        }
        return fixed ? FOR_EVER : ASK_AGAIN;
    }

    private @Nullable WebFile file(String path) {
        Path root = folder;
        if (root == null) {
            return tree.file(path);
        }
        // Its parts are names and nothing else, so it cannot lead out of the folder.
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return tree.file(path);
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            return WebFile.of(path, path.equals(WebTree.INDEX)
                    ? WebTree.withFingerprint(bytes, DEV) : bytes);
        } catch (IOException gone) {
            return null;
        }
    }
}
