package im.throng.server.chat;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// About how long things are as JSON: by it pages are cut (P-22).
public final class EncodedSize {

    /// What an entry has beside its body.
    private static final int ENTRY_BYTES = 256;
    private static final int CONTROL_BYTES = 6;
    private static final int WIDE_BYTES = 3;
    private static final int ID_BYTES = 17;

    private EncodedSize() {}

    /// Returns the size of an entry, not less than it can be, in bytes.
    public static long of(EntryBody body) {
        return ENTRY_BYTES + switch (body) {
            case EntryBody.Text text ->
                    ids(text.mentions().users()) + text(text.text());
            case EntryBody.Event(GroupEvent event) -> of(event);
            case EntryBody.Unknown(String kind) -> text(kind);
        };
    }

    private static long of(GroupEvent event) {
        return switch (event) {
            case GroupEvent.Created e -> text(e.name()) + ids(e.members());
            case GroupEvent.Joined e -> ids(e.members());
            case GroupEvent.Removed e -> ids(e.members());
            case GroupEvent.Updated e -> text(e.name()) + text(e.notice());
            case GroupEvent.Left _, GroupEvent.RoleSet _, GroupEvent.Muted _,
                 GroupEvent.Dissolved _, GroupEvent.Unknown _ -> 2L * ID_BYTES;
        };
    }

    /// A control character takes six bytes.
    static long text(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        long bytes = 0;
        // Pages are cut by this, character by character: no streams here.
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < ' ' ? CONTROL_BYTES : c < 0x80 ? 1 : WIDE_BYTES;
        }
        return bytes;
    }

    private static long ids(List<?> ids) {
        return ids.size() * (long) ID_BYTES;
    }
}
