package im.throng.terminal.screen;

/// The phrases in the language that is spoken at the moment.
///
/// Threading: any thread.
public final class Texts {

    private volatile Language language;

    /// Speaks this language until another is chosen.
    public Texts(Language language) {
        this.language = language;
    }

    /// Returns the language that is spoken.
    public Language language() {
        return language;
    }

    /// Speaks another language from now on.
    public void speak(Language other) {
        language = other;
    }

    /// Returns a phrase with its gaps filled.
    public String say(Phrase phrase, Object... gaps) {
        String text = phrase.in(language);
        return gaps.length == 0 ? text : text.formatted(gaps);
    }
}
