package im.throng.terminal;

import im.throng.client.Cache;
import im.throng.client.store.StoreException;
import im.throng.protocol.message.ConversationName;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps what is half typed with its conversation: when the line is put aside, and shortly after
/// each pause in the typing, so that it outlives a program that is killed.
///
/// Threading: the main thread begins and ends lines, a timer looks between; guarded by itself. What
/// the timer saw of a line is kept before the line's end is, never after it.
final class Drafts {

    private static final Duration LATEST = Duration.ofSeconds(3);

    private final Desk desk;
    private String seen = "";
    private String kept = "";
    private Instant keptAt = Instant.EPOCH;
    private boolean isReading;

    Drafts(Desk desk) {
        this.desk = desk;
    }

    /// Begins a line, and returns what was typed of it earlier.
    synchronized String begun() {
        isReading = true;
        kept = desk.view().isMenu() ? "" : of(desk.view().open());
        seen = kept;
        return kept;
    }

    /// Ends a line.
    ///
    /// @param aside what was put aside of it; empty for nothing
    synchronized void ended(String aside) {
        isReading = false; // What is typed from now on answers a question.
        if (desk.view().isMenu()) {
            return;
        }
        ConversationName open = desk.view().open();
        try {
            Cache cache = desk.client().cache();
            if (!cache.draft(open).equals(aside)) {
                cache.saveDraft(open, aside);
            }
        } catch (StoreException trouble) {
            desk.say(Tone.TROUBLE, Phrase.STORE_TROUBLE, HarmlessText.of(trouble.words()));
        }
    }

    /// Keeps what is typed so far, if nothing was typed since the last look or if the last keeping
    /// is long ago.
    synchronized void tick() {
        if (!isReading || desk.view().isMenu()) {
            return;
        }
        desk.screen().halfTyped().ifPresent(now -> {
            boolean pauses = now.equals(seen);
            seen = now;
            Instant time = desk.clock().instant();
            if (!now.equals(kept) && (pauses || time.isAfter(keptAt.plus(LATEST)))) {
                desk.client().cache().saveDraft(desk.view().open(), now);
                kept = now;
                keptAt = time;
            }
        });
    }

    /// Lets the user go on in an editor with what is half typed in the open conversation; the next
    /// line begins with what came of it.
    void edit() {
        Optional<String> edited = desk.screen().edit(of(desk.view().open()));
        if (edited.isPresent()) {
            ended(edited.get());
        } else {
            desk.say(Tone.TROUBLE, Phrase.EDIT_FAILED);
        }
    }

    private String of(ConversationName open) {
        try {
            return desk.client().cache().draft(open);
        } catch (StoreException unreadable) {
            return ""; // What needs the store for more than a comfort says what is wrong with it.
        }
    }
}
