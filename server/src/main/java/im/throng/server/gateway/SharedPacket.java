package im.throng.server.gateway;

import im.throng.protocol.frame.Framing;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Packet;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pushes with their frames: each dialect's and each door's are made when the first connection
/// wants them, and shared by all.
///
/// Threading: any lane; guarded by its lock.
public abstract sealed class SharedPacket implements Packet permits SinglePacket, JoinedPacket {

    private volatile @Nullable ByteBuf lengthFrame;
    private volatile @Nullable ByteBuf webSocketFrame;

    /// Returns what it says, in order.
    public abstract List<Push> pushes();

    /// Returns the native frames as one buffer, with a reference for the caller. Others read it
    /// too: its indices must stay as they are.
    public final ByteBuf nativeFrame(Framing framing) {
        ByteBuf frame = made(framing);
        return (frame == null ? makeOnce(framing) : frame).retain();
    }

    /// Returns the classic frames; whoever writes one retains a duplicate of it.
    public abstract List<ClassicFrame> classicFrames(Framing framing);

    @Override
    public synchronized void release() {
        ByteBuf first = lengthFrame;
        if (first != null) {
            first.release();
        }
        ByteBuf second = webSocketFrame;
        if (second != null) {
            second.release();
        }
    }

    /// Makes the native frames.
    abstract ByteBuf encodeNative(Framing framing);

    private @Nullable ByteBuf made(Framing framing) {
        return framing == Framing.LENGTH ? lengthFrame : webSocketFrame;
    }

    private synchronized ByteBuf makeOnce(Framing framing) {
        ByteBuf frame = made(framing);
        if (frame == null) {
            frame = encodeNative(framing);
            if (framing == Framing.LENGTH) {
                lengthFrame = frame;
            } else {
                webSocketFrame = frame;
            }
        }
        return frame;
    }

    /// One classic frame.
    ///
    /// @param about  whose status it tells, which that user is not told; null for others
    /// @param direct the direct message it tells, which its sender is not told; null for others
    public record ClassicFrame(@Nullable UserId about, @Nullable Entry direct, ByteBuf bytes) {}
}
