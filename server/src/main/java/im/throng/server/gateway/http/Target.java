package im.throng.server.gateway.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a request is for: the parts of its path, decoded, and its parameters.
///
/// A path is only taken if it can mean one thing: no empty part, no `.` and `..`, no separator or
/// control character, be it written as it is or with `%`.
///
/// @param path  the parts with a slash before each; `/` if there are none
/// @param parts the parts
record Target(String path, List<String> parts, Map<String, List<String>> parameters) {

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?#]+");
    private static final Pattern NOT_IN_PART = Pattern.compile("[\\p{Cntrl}/\\\\]");
    private static final Set<String> STEPS = Set.of(".", "..");

    /// Reads a request's target; empty if it can be nothing of ours.
    static Optional<Target> of(String uri) {
        String rest = ABSOLUTE.matcher(uri).replaceFirst("");
        if (!rest.startsWith("/") || rest.indexOf('#') >= 0) {
            return Optional.empty();
        }
        try {
            var decoder = new QueryStringDecoder(rest);
            Map<String, List<String>> parameters = decoder.parameters();
            String raw = decoder.rawPath();
            if (raw.equals("/")) {
                return Optional.of(new Target("/", List.of(), parameters));
            }
            List<String> parts = new ArrayList<>();
            for (String part : raw.substring(1).split("/", -1)) {
                String decoded = QueryStringDecoder.decodeComponent(part.replace("+", "%2B"));
                if (decoded.isEmpty() || STEPS.contains(decoded)
                        || NOT_IN_PART.matcher(decoded).find()) {
                    return Optional.empty();
                }
                parts.add(decoded);
            }
            return Optional.of(new Target("/" + String.join("/", parts), parts, parameters));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }
}
