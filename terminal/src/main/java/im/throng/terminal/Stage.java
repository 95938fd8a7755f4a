package im.throng.terminal;

import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;

/// What the user looks at, and what it shows beside what is said: it is there before there is a
/// client.
///
/// Threading: each part guards itself.
record Stage(Screen screen, Texts texts, People people, Traffic traffic) {
}
