package im.throng.server.gateway.dialect;

import im.throng.protocol.codec.ClassicCodec;
import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.message.ClassicMessage;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import im.throng.server.dispatch.ClassicDispatcher;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Dialect;
import im.throng.server.gateway.GatewayConfig;
import im.throng.server.gateway.SharedPacket;
import im.throng.server.gateway.SinglePacket;
import im.throng.server.gateway.TokenBucket;
import im.throng.server.session.UserSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The dialect of the original system.
///
/// Threading: confined to the connection's event loop, save where a method says otherwise.
final class ClassicDialect implements Dialect {

    /// A client to whom more than this comes during its login is closed, as one that is too slow.
    private static final int HELD_MAX = 1_000;

    private final ClientConnection connection;
    private final ClassicDispatcher dispatcher;
    private final SingleWrites writes;
    private final TokenBucket sends;
    /// How far the client was told of each direct conversation.
    private final Map<ConversationName, Long> told = new HashMap<>(0);
    /// Direct messages that came before those that wait were looked up.
    private final List<Entry> held = new ArrayList<>(0);
    private boolean caughtUp;
    private boolean countsAsRead;

    ClassicDialect(ClientConnection connection, ClassicDispatcher dispatcher) {
        this.connection = connection;
        this.dispatcher = dispatcher;
        this.writes = new SingleWrites(connection);
        GatewayConfig.Rates rates = connection.surroundings().config().rates();
        this.sends = new TokenBucket(rates.sends(), rates.sendsBurst(), now());
    }

    @Override
    public void received(ByteBuffer payload) {
        int frameBytes = payload.remaining();
        try {
            Envelope envelope = EnvelopeReader.readClassic(payload);
            if (!envelope.isClassic()) {
                connection.abort();
                return;
            }
            ClassicMessage.FromClient message = ClassicCodec.decode(envelope);
            connection.carryOut(new ClassicCall(connection, this, dispatcher, message),
                    frameBytes);
        } catch (MalformedFrameException e) {
            connection.abort();
        }
    }

    @Override
    public void tooLong(long length) {
        connection.abort();
    }

    @Override
    public void push(SharedPacket packet) {
        UserSession session = connection.session();
        UserId own = session == null ? null : session.userId();
        for (SharedPacket.ClassicFrame frame : packet.classicFrames(connection.framing())) {
            Entry direct = frame.direct();
            if (direct != null && !caughtUp) {
                hold(direct);
            } else if (direct != null) {
                tell(direct, frame.bytes(), own);
            } else if (frame.about() == null || !frame.about().equals(own)) {
                writes.write(frame.bytes().retainedDuplicate());
            }
        }
    }

    /// Keeps a direct message until those that waited before it are told: told first, it would
    /// make them count as read.
    private void hold(Entry direct) {
        if (held.size() == HELD_MAX) {
            connection.reset();
            return;
        }
        held.add(direct);
    }

    /// Tells a direct message of somebody else, once; that the client took it counts as read,
    /// unless what waited before it could not be looked up.
    private void tell(Entry direct, ByteBuf frame, @Nullable UserId own) {
        if (direct.from().equals(own)
                || told.getOrDefault(direct.conversation(), 0L) >= direct.seq()) {
            return;
        }
        told.put(direct.conversation(), direct.seq());
        writes.write(frame.retainedDuplicate(), () -> {
            if (countsAsRead) {
                connection.carryOut(() -> dispatcher.took(
                        connection, direct.conversation(), direct.seq()), 0);
            }
        });
    }

    @Override
    public void release() {
        writes.release();
    }

    @Override
    public long waitingBytes() {
        return writes.waitingBytes();
    }

    @Override
    public boolean isClassic() {
        return true;
    }

    /// Writes an answer; from the answer to a login on, the connection hears pushes.
    void answer(ClassicMessage.FromServer message) {
        if (connection.isEnding()) {
            return;
        }
        if (message instanceof ClassicMessage.LoggedIn loggedIn) {
            welcome(loggedIn);
        } else {
            write(message);
        }
    }

    /// Ids that do not fit the list follow as changes of status, which these clients add to it.
    private void welcome(ClassicMessage.LoggedIn message) {
        List<UserId> ids = message.online();
        int fit = ClassicCodec.idsThatFit(message);
        write(new ClassicMessage.LoggedIn(ids.subList(0, fit)));
        for (UserId id : ids.subList(fit, ids.size())) {
            write(new ClassicMessage.StatusChanged(id, 0));
        }
        connection.enter();
        connection.carryOut(this::catchUp, 0);
    }

    /// Tells the direct messages that wait, and then those that came meanwhile. On the mailbox's
    /// thread.
    private void catchUp() {
        Optional<List<Entry>> waiting = dispatcher.waiting(connection);
        connection.lane().execute(() -> {
            countsAsRead = waiting.isPresent();
            caughtUp = true;
            waiting.orElse(List.of()).forEach(this::push);
            held.forEach(this::push);
            held.clear();
        });
    }

    private void push(Entry entry) {
        var packet = new SinglePacket(new Push.NewEntry(entry), ByteBufAllocator.DEFAULT);
        connection.push(packet);
        packet.release();
    }

    private void write(ClassicMessage.FromServer message) {
        writes.write(connection.framing().frame(
                ByteBufAllocator.DEFAULT, ClassicCodec.encode(message)));
    }

    /// Waits until the client may say something again: these clients know no "too fast". While it
    /// waits the mailbox fills, and then the connection is not read. On the mailbox's thread.
    void awaitTurn() {
        await(() -> sends.take(now()));
        if (connection.session() != null) {
            // What is said before the login is ignored, and takes nobody's place.
            await(() -> connection.surroundings().rates().admitToAll(now()));
        }
    }

    private void await(LongSupplier waitMs) {
        boolean there = true;
        for (long ms = waitMs.getAsLong(); there && ms > 0; ms = waitMs.getAsLong()) {
            there = connection.pace().await(ms);
        }
    }

    private long now() {
        return connection.surroundings().nanoTime().getAsLong();
    }
}
