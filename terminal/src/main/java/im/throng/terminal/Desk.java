package im.throng.terminal;

import im.throng.client.ThrongClient;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;
import im.throng.terminal.screen.Tone;
import im.throng.terminal.screen.TroubleText;
import java.time.Clock;

/// What every controller works with.
///
/// Threading: any thread; each part guards itself.
///
/// @param clock tells the zone of times, and which entries are of today
record Desk(Clients clients, Screen screen, Texts texts, People people, View view, Clock clock) {

    /// Returns the client in use.
    ThrongClient client() {
        return clients.current();
    }

    /// Prints a phrase.
    void say(Phrase phrase, Object... gaps) {
        screen.print(texts.say(phrase, gaps));
    }

    /// Prints a phrase in a tone.
    void say(Tone tone, Phrase phrase, Object... gaps) {
        screen.print(tone, texts.say(phrase, gaps));
    }

    /// Returns the words for what went wrong.
    TroubleText troubles() {
        return new TroubleText(texts);
    }
}
