package im.throng.terminal;

import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Push;
import im.throng.terminal.screen.EntryText;
import im.throng.terminal.screen.Language;
import im.throng.terminal.screen.Texts;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/// Entries of one conversation as lines for scripts: for people to read, or as the server pushes
/// them.
///
/// Threading: one thread.
record ScriptLines(Streams streams, ConversationName conversation, EntryText text, boolean json) {

    ScriptLines(Streams streams, ConversationName conversation, Language language, boolean json) {
        this(streams, conversation,
                new EntryText(new Texts(language), Clock.system(ZoneId.systemDefault())), json);
    }

    /// Prints entries.
    ///
    /// @throws IOException if nobody reads any more
    void print(List<Entry> entries) throws IOException {
        for (Entry entry : entries) {
            if (json) {
                streams.result(PushCodec.encode(new Push.NewEntry(entry)));
            } else {
                streams.result(text.brief(entry, conversation, false));
            }
        }
    }
}
