package im.throng.terminal.screen;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// What helps somebody who types.
///
/// @param candidates what the last word of a half-typed line may become, each with a note on it
/// @param earlier    the lines of earlier runs, the oldest first
/// @param remember   keeps a line and tells whether the arrow keys may bring it back
public record Typing(Function<String, Map<String, String>> candidates, List<String> earlier,
                     Predicate<String> remember) {

    /// Keeps its own copy of the list.
    public Typing {
        earlier = List.copyOf(earlier);
    }
}
