package im.throng.server.gateway;

import im.throng.protocol.frame.Framing;
import im.throng.protocol.message.Push;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/// Several packets for the same connections: what the native ones get is one buffer, and so one
/// thing to write for each. It must be released before its parts.
///
/// Threading: any lane; guarded by its lock.
public final class JoinedPacket extends SharedPacket {

    private final List<SharedPacket> parts;
    private final ByteBufAllocator allocator;

    /// Creates a packet; nothing is encoded yet.
    public JoinedPacket(List<SharedPacket> parts, ByteBufAllocator allocator) {
        this.parts = List.copyOf(parts);
        this.allocator = allocator;
    }

    @Override
    public List<Push> pushes() {
        List<Push> pushes = new ArrayList<>(parts.size());
        parts.forEach(part -> pushes.addAll(part.pushes()));
        return pushes;
    }

    @Override
    public List<ClassicFrame> classicFrames(Framing framing) {
        List<ClassicFrame> frames = new ArrayList<>();
        parts.forEach(part -> frames.addAll(part.classicFrames(framing)));
        return frames;
    }

    @Override
    ByteBuf encodeNative(Framing framing) {
        List<ByteBuf> frames = parts.stream().map(part -> part.nativeFrame(framing)).toList();
        ByteBuf joined = allocator.directBuffer(
                frames.stream().mapToInt(ByteBuf::readableBytes).sum());
        for (ByteBuf frame : frames) {
            joined.writeBytes(frame, frame.readerIndex(), frame.readableBytes());
            frame.release();
        }
        return joined;
    }
}
