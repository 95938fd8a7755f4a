package im.throng.server.delivery;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Push;
import im.throng.server.session.Packet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parcels one after another with one letter each to the same large audience, so that they are one
/// thing to write for each connection; or one parcel of any form.
///
/// @param joined what their letters say in one; null if the parcel is alone
record Run(List<Delivery.Addressed> parcels, @Nullable Packet joined) {

    /// So that what waits for a slow connection is known in steps that are small beside its limit.
    private static final int CHARACTERS_MAX = 16 * 1024;
    private static final int ID_CHARACTERS = 17;

    /// Returns the runs of a batch, in its order.
    static List<Run> of(List<Delivery.Addressed> batch, Packet.Factory packets) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        while (from < batch.size()) {
            int to = from + 1;
            int characters = characters(batch.get(from));
            while (to < batch.size() && characters < CHARACTERS_MAX
                    && isJoinable(batch.get(from), batch.get(to))) {
                characters += characters(batch.get(to));
                to++;
            }
            List<Delivery.Addressed> parcels = List.copyOf(batch.subList(from, to));
            runs.add(new Run(parcels, parcels.size() == 1 ? null : packets.joined(
                    parcels.stream().map(one -> one.letters().getFirst().packet()).toList())));
            from = to;
        }
        return runs;
    }

    /// Frees the encoded forms, the joined one before its parts.
    void release() {
        if (joined != null) {
            joined.release();
        }
        parcels.forEach(Delivery.Addressed::release);
    }

    private static boolean isJoinable(Delivery.Addressed first, Delivery.Addressed next) {
        return isPlain(first) && isPlain(next) && isLarge(audience(first))
                && audience(first).equals(audience(next));
    }

    private static boolean isPlain(Delivery.Addressed one) {
        return one.parcel().moves().isEmpty() && one.letters().size() == 1;
    }

    private static boolean isLarge(Audience audience) {
        return audience instanceof Audience.Everyone || audience instanceof Audience.Members;
    }

    private static Audience audience(Delivery.Addressed one) {
        return one.letters().getFirst().audience();
    }

    private static int characters(Delivery.Addressed one) {
        int sum = 0;
        for (Letter letter : one.parcel().letters()) {
            sum += characters(letter.push());
        }
        return sum;
    }

    private static int characters(Push push) {
        return !(push instanceof Push.NewEntry(var entry)) ? 0 : switch (entry.body()) {
            case EntryBody.Text text -> text.text().length()
                    + text.mentions().users().size() * ID_CHARACTERS;
            case EntryBody.Event _ -> CHARACTERS_MAX; // Rare, and of any length.
            case EntryBody.Unknown _ -> 0;
        };
    }
}
