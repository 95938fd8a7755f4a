package im.throng.server.gateway;

import im.throng.protocol.codec.ClassicCodec;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.frame.Framing;
import im.throng.protocol.message.ClassicMessage;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One push with its frames.
///
/// Threading: any lane; guarded by its lock.
public final class SinglePacket extends SharedPacket {

    private static final int CLASSIC_ONLINE = 0;
    private static final int CLASSIC_OFFLINE = 1;
    private static final int CLASSIC_BUSY = 2;
    /// These clients know only what is said to all: this tells what is not.
    private static final String DIRECT_MARK = "[私信] ";

    private final Push push;
    private final ByteBufAllocator allocator;
    private @Nullable Map<Framing, List<ClassicFrame>> classicFrames;

    /// Creates a packet; nothing is encoded yet.
    public SinglePacket(Push push, ByteBufAllocator allocator) {
        this.push = push;
        this.allocator = allocator;
    }

    @Override
    public List<Push> pushes() {
        return List.of(push);
    }

    @Override
    ByteBuf encodeNative(Framing framing) {
        return framing.frame(allocator, PushCodec.encode(push));
    }

    @Override
    public synchronized List<ClassicFrame> classicFrames(Framing framing) {
        if (classicFrames == null) {
            classicFrames = new EnumMap<>(Framing.class);
        }
        return classicFrames.computeIfAbsent(framing, this::encodeClassic);
    }

    @Override
    public synchronized void release() {
        super.release();
        if (classicFrames != null) {
            classicFrames.values().forEach(frames ->
                    frames.forEach(frame -> frame.bytes().release()));
        }
    }

    private List<ClassicFrame> encodeClassic(Framing framing) {
        List<ClassicFrame> frames = new ArrayList<>();
        switch (push) {
            case Push.NewEntry(Entry entry) -> {
                if (entry.body() instanceof EntryBody.Text text) {
                    frames.addAll(encodeClassic(framing, entry, text.text()));
                }
            }
            case Push.PresenceChanged changed -> {
                for (Push.PresenceChange change : changed.changes()) {
                    frames.add(frame(framing, change.userId(), null,
                            new ClassicMessage.StatusChanged(
                                    change.userId(), classic(change.status()))));
                }
            }
            case Push.GroupChanged _, Push.ReadMoved _, Push.Typing _, Push.HeadsMoved _,
                 Push.EverythingMoved _, Push.Goodbye _ -> {
                // The original system has no such messages.
            }
        }
        return frames;
    }

    private List<ClassicFrame> encodeClassic(Framing framing, Entry entry, String text) {
        return switch (entry.conversation()) {
            case ConversationName.All _ -> List.of(frame(framing, null, null,
                    new ClassicMessage.Said(entry.from(), entry.fromName(), "", text)));
            case ConversationName.Direct _ -> List.of(frame(framing, null, entry,
                    new ClassicMessage.Said(entry.from(), entry.fromName(), "",
                            DIRECT_MARK + text)));
            case ConversationName.Group _ -> List.of();
        };
    }

    private ClassicFrame frame(Framing framing, @Nullable UserId about, @Nullable Entry direct,
                               ClassicMessage.FromServer message) {
        return new ClassicFrame(about, direct,
                framing.frame(allocator, ClassicCodec.encode(message)));
    }

    private static int classic(Status status) {
        return switch (status) {
            case ONLINE -> CLASSIC_ONLINE;
            case BUSY, AWAY -> CLASSIC_BUSY;
            case OFFLINE, INVISIBLE -> CLASSIC_OFFLINE;
        };
    }
}
