package im.throng.server.gateway.dialect;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.ReplyCodec;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.server.dispatch.Dispatcher;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Dialect;
import im.throng.server.gateway.SharedPacket;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The dialect of our own clients: requests with ids, replies, pushes, goodbyes.
///
/// Threading: confined to the connection's event loop.
final class NativeDialect implements Dialect {

    private final ClientConnection connection;
    private final Dispatcher dispatcher;
    private final Missed missed = new Missed();
    private int malformed;

    NativeDialect(ClientConnection connection, Dispatcher dispatcher) {
        this.connection = connection;
        this.dispatcher = dispatcher;
    }

    @Override
    public void received(ByteBuffer payload) {
        if (malformed >= malformedMax()) {
            return; // The goodbye is on its way.
        }
        int frameBytes = payload.remaining();
        Envelope envelope;
        try {
            envelope = EnvelopeReader.read(payload);
            if (!envelope.isNative()) {
                refuse(envelope.id(), "data must be an object");
                return;
            }
        } catch (MalformedFrameException e) {
            refuse(e.id(), e.words());
            return;
        }
        long waitMs = connection.admit(envelope.type(), frameBytes);
        if (waitMs > 0) {
            connection.slowDown();
        }
        var call = new NativeCall(connection, this, dispatcher, envelope, waitMs);
        if (!call.answersAtOnce() && !call.goesAtOnce(frameBytes)) {
            connection.carryOut(call, frameBytes);
        }
    }

    @Override
    public void tooLong(long length) {
        String most = "a frame may have at most "
                + connection.surroundings().config().frameBytesMax() + " bytes";
        connection.end(Farewell.TOO_LARGE, length < 0 ? most : most + ", not " + length);
    }

    @Override
    public void push(SharedPacket packet) {
        if (missed.isEmpty() && !connection.isWritable()) {
            // One batch may be more than what may wait: only a socket that is full is behind.
            connection.flush();
        }
        if (missed.isEmpty() && connection.isWritable()) {
            connection.writeSoon(packet.nativeFrame(connection.framing()));
        } else {
            packet.pushes().forEach(missed::add);
        }
    }

    @Override
    public void early(SharedPacket packet) {
        packet.pushes().forEach(missed::add);
    }

    @Override
    public void writable() {
        if (connection.hasEntered() && !missed.isEmpty() && !connection.isEnding()) {
            connection.surroundings().meters().hinted();
            write(PushCodec.encode(missed.take()));
        }
    }

    @Override
    public void farewell(Push.Goodbye goodbye) {
        write(PushCodec.encode(goodbye));
    }

    @Override
    public boolean hasHeartbeat() {
        return true;
    }

    /// Encodes a reply, if there is no need to wait for what the event loop knows. Any thread.
    ///
    /// @return null if the event loop has to encode it, or if nothing is to be written
    static byte @Nullable [] encode(@Nullable Long id, Reply reply) {
        return id == null || reply instanceof ChatReply.Pong ? null : ReplyCodec.encode(id, reply);
    }

    /// Writes a reply.
    void reply(@Nullable Long id, Reply reply) {
        reply(id, reply, null);
    }

    /// Writes a reply; from the reply to a login on, the connection hears pushes.
    ///
    /// @param payload what [#encode] made of it, if it did
    void reply(@Nullable Long id, Reply reply, byte @Nullable [] payload) {
        if (connection.isEnding()) {
            return;
        }
        if (reply instanceof Reply.Refused refused) {
            connection.surroundings().meters().refused(refused.code());
        }
        if (id != null || isMalformed(reply)) {
            write(payload != null ? payload : ReplyCodec.encode(id, withMissed(reply)));
        }
        if (reply instanceof AccountReply.LoggedIn) {
            connection.enter();
            if (connection.isWritable()) {
                writable(); // Something may have been for it before its login was answered.
            }
        }
    }

    private void refuse(@Nullable Long id, String words) {
        malformed++;
        boolean last = malformed >= malformedMax();
        var refusal = new Reply.Refused(ErrorCode.MALFORMED, words, 0);
        connection.carryOut(() -> {
            connection.pace().awaitInFlight(0);
            connection.pace().handOver();
            connection.lane().execute(() -> {
                try {
                    reply(id, refusal);
                } finally {
                    connection.pace().handedOver();
                }
                if (last) {
                    connection.end(Farewell.MALFORMED, "too many malformed frames");
                }
            });
        }, 0);
    }

    private int malformedMax() {
        return connection.surroundings().config().malformedMax();
    }

    /// Who is behind asks for heads before the hint comes: those missed are among them.
    private Reply withMissed(Reply reply) {
        return reply instanceof ChatReply.Pong(var heads) && missed.hasHeads()
                ? new ChatReply.Pong(missed.mergedInto(heads)) : reply;
    }

    private static boolean isMalformed(Reply reply) {
        return reply instanceof Reply.Refused refused && refused.code() == ErrorCode.MALFORMED;
    }

    private void write(byte[] payload) {
        connection.writeSoon(connection.framing().frame(ByteBufAllocator.DEFAULT, payload));
    }
}
