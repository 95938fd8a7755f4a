package im.throng.terminal;

import im.throng.protocol.message.Entry;
import im.throng.terminal.screen.EntryText;
import java.time.Duration;
import java.time.Instant;

/// Calls the user who looks elsewhere, when somebody addresses them: by the bell, if it is on, and
/// by the terminal's notifications, if these are. A burst of messages is one notification.
///
/// Threading: guarded by itself.
final class Alerts {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Desk desk;
    private final EntryText entries;
    private Instant notifiedAt = Instant.EPOCH;

    Alerts(Desk desk, EntryText entries) {
        this.desk = desk;
        this.entries = entries;
    }

    /// Learns of an entry that addresses the user.
    synchronized void isFor(Entry entry) {
        if (desk.view().bell()) {
            desk.screen().ring();
        }
        Instant now = desk.clock().instant();
        if (now.isAfter(notifiedAt.plus(PAUSE))) {
            notifiedAt = now;
            desk.screen().call(entry.fromName(), entries.said(entry));
        }
    }
}
