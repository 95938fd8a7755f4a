package im.throng.server.chat;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.UserId;

/// An entry as it is kept: without names, which may change.
public record StoredEntry(long seq, UserId from, long at, EntryBody body) {
}
