package im.throng.terminal.screen;

/// The phrases in one language.
///
/// Threading: immutable.
public record Texts(Language language) {

    /// Returns a phrase with its gaps filled.
    public String say(Phrase phrase, Object... gaps) {
        String text = phrase.in(language);
        return gaps.length == 0 ? text : text.formatted(gaps);
    }
}
