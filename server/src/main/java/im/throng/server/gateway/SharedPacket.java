package im.throng.server.gateway;

import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Packet;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pushes with their frames: each dialect's are made when the first connection wants them, and
/// shared by all.
///
/// Threading: any lane.
public sealed interface SharedPacket extends Packet permits SinglePacket, JoinedPacket {

    /// Returns what it says, in order.
    List<Push> pushes();

    /// Returns the native frames as one buffer, with a reference for the caller. Others read it
    /// too: its indices must stay as they are.
    ByteBuf nativeFrame();

    /// Returns the classic frames; whoever writes one retains a duplicate of it.
    List<ClassicFrame> classicFrames();

    /// One classic frame.
    ///
    /// @param about  whose status it tells, which that user is not told; null for others
    /// @param direct the direct message it tells, which its sender is not told; null for others
    record ClassicFrame(@Nullable UserId about, @Nullable Entry direct, ByteBuf bytes) {}
}
