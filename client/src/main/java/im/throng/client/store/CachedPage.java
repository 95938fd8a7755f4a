package im.throng.client.store;

import im.throng.protocol.message.Entry;
import java.util.List;

/// Entries of one conversation that follow each other without a gap.
///
/// @param entries    rising by `seq`
/// @param moreBefore whether the server has more before the first of them
/// @param moreAfter  whether the server has more after the last of them, which was to be the newest
public record CachedPage(List<Entry> entries, boolean moreBefore, boolean moreAfter) {

    /// Keeps its own copy of the list.
    public CachedPage {
        entries = List.copyOf(entries);
    }
}
