package im.throng.bench.load;

import im.throng.bench.resp.Resp;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// A `PUBLISH` of Redis to one channel, with a text of the same form as our own messages have.
///
/// Threading: confined to the event loop.
final class PublishTemplate implements MessageTemplate {

    private static final int LINE_END_BYTES = 2;

    private final byte[] command;
    private final int textAt;

    PublishTemplate(String channel, Wording wording) {
        this.command = Resp.command("PUBLISH", channel, wording.text(0));
        this.textAt = command.length - LINE_END_BYTES - wording.textBytes();
    }

    @Override
    public ByteBuf message(ByteBufAllocator allocator, int number) {
        Wording.renumber(command, textAt, number);
        return allocator.directBuffer(command.length).writeBytes(command);
    }
}
