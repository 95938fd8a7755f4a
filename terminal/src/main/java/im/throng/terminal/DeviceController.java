package im.throng.terminal;

import im.throng.protocol.message.AccountReply;
import im.throng.terminal.screen.Columns;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

/// Lists the user's own sessions, one for each device, and ends them.
///
/// Threading: the main thread.
final class DeviceController {

    private static final int DEVICE_COLUMNS = 20;
    private static final int ADDRESS_COLUMNS = 15;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private final Desk desk;
    private List<AccountReply.SessionView> listed = List.of();

    DeviceController(Desk desk) {
        this.desk = desk;
    }

    /// Lists them with numbers, the oldest login first.
    void list() {
        listed = read();
        int number = 0;
        for (AccountReply.SessionView session : listed) {
            number++;
            desk.say(Phrase.DEVICE,
                    Columns.pad(number + "." + (session.current() ? "*" : ""), 4),
                    Columns.pad(HarmlessText.of(session.device()), DEVICE_COLUMNS),
                    Columns.pad(HarmlessText.of(session.address()), ADDRESS_COLUMNS),
                    time(session.since()), time(session.lastSeen()));
        }
        desk.say(Phrase.DEVICE_HERE);
    }

    /// Ends one by its number in the list that was shown last, or would be shown now.
    void revoke(int number) {
        if (listed.isEmpty()) {
            listed = read();
        }
        if (number > listed.size()) {
            desk.say(Tone.TROUBLE, Phrase.DEVICE_NONE, number);
            return;
        }
        AccountReply.SessionView session = listed.get(number - 1);
        if (session.current()) {
            desk.say(Tone.TROUBLE, Phrase.DEVICE_SELF);
            return;
        }
        // The numbers stay as they were shown, so that the next one is not another device.
        desk.say(Phrase.REVOKED_COUNT, desk.client().revoke(session.sessionId()));
    }

    /// Ends all but this one.
    void revokeOthers() {
        desk.say(Phrase.REVOKED_COUNT, desk.client().revokeOthers());
        listed = List.of();
    }

    private List<AccountReply.SessionView> read() {
        return desk.client().sessions().stream()
                .sorted(Comparator.comparingLong(AccountReply.SessionView::since)).toList();
    }

    private String time(long at) {
        return Instant.ofEpochMilli(at).atZone(desk.clock().getZone()).format(TIME);
    }
}
