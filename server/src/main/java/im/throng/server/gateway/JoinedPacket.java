package im.throng.server.gateway;

import im.throng.protocol.message.Push;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several packets for the same connections: what the native ones get is one buffer, and so one
/// thing to write for each. It must be released before its parts.
///
/// Threading: any lane; guarded by its lock.
public final class JoinedPacket implements SharedPacket {

    private final List<SharedPacket> parts;
    private final ByteBufAllocator allocator;
    private volatile @Nullable ByteBuf nativeFrame;

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
    public ByteBuf nativeFrame() {
        ByteBuf joined = nativeFrame;
        return (joined == null ? joinOnce() : joined).retain();
    }

    @Override
    public List<ClassicFrame> classicFrames() {
        List<ClassicFrame> frames = new ArrayList<>();
        parts.forEach(part -> frames.addAll(part.classicFrames()));
        return frames;
    }

    @Override
    public synchronized void release() {
        ByteBuf joined = nativeFrame;
        if (joined != null) {
            joined.release();
        }
    }

    private synchronized ByteBuf joinOnce() {
        ByteBuf joined = nativeFrame;
        if (joined == null) {
            joined = join();
            nativeFrame = joined;
        }
        return joined;
    }

    private ByteBuf join() {
        List<ByteBuf> frames = parts.stream().map(SharedPacket::nativeFrame).toList();
        ByteBuf joined = allocator.directBuffer(
                frames.stream().mapToInt(ByteBuf::readableBytes).sum());
        for (ByteBuf frame : frames) {
            joined.writeBytes(frame, frame.readerIndex(), frame.readableBytes());
            frame.release();
        }
        return joined;
    }
}
