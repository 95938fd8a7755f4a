package im.throng.server.gateway;

import im.throng.protocol.frame.Framing;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.User;
import im.throng.server.session.Connection;
import im.throng.server.session.Packet;
import im.throng.server.session.UserSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// One client's socket, from the first byte to the last.
///
/// ```
///            first frame          login              end() or the peer
///  opened ----------------> open --------> session --------------------> closing --> closed
/// ```
///
/// Threading: confined to its event loop, save where a method says otherwise.
public final class ClientConnection implements Connection, Backlog.Queue {

    private static final long CLOSING_NANOS_MAX = 2_000_000_000L;

    private final Channel channel;
    private final LoopLane lane;
    private final Outbound outbound;
    private final Surroundings surroundings;
    private volatile String address;
    private boolean welcome;
    private final Mailbox mailbox;
    private final Pace pace;
    private Dialect dialect;
    private volatile @Nullable UserSession session;
    private volatile boolean classic;
    private volatile long lastHeardNanos;
    private volatile boolean over;
    private Door door = Door.FRAMED;
    private long openedNanos;
    private long sweptNanos;
    private long anonymousNanos;
    private boolean firstFrameDone;
    private boolean entered;
    /// What keeps it from being read, once there was something.
    private @Nullable FlowControl flow;
    private volatile boolean closed;
    private long closingNanos;
    private @Nullable Rates anonymousRates;
    private int seat;
    /// As what it is counted.
    private Spoken spoken;

    /// Takes over a socket, to which `wire` is a shorter way, if it has one.
    public ClientConnection(Channel channel, LoopLane lane, Surroundings surroundings,
                            Wire wire) {
        this.channel = channel;
        this.lane = lane;
        this.outbound = new Outbound(channel, wire);
        this.surroundings = surroundings;
        this.address = channel.remoteAddress() instanceof InetSocketAddress inet
                ? Networks.text(inet.getAddress()) : Addresses.UNKNOWN;
        this.welcome = surroundings.addresses().enter(address);
        int mailboxMax = surroundings.config().mailboxMax();
        this.mailbox = new Mailbox(mailboxMax, surroundings.config().frameBytesMax(),
                surroundings.meters().mailboxTasks(), () -> lane.execute(() -> flow().roomy()));
        this.pace = new Pace(mailboxMax);
        this.openedNanos = surroundings.nanoTime().getAsLong();
        this.lastHeardNanos = openedNanos;
        this.sweptNanos = openedNanos;
        this.dialect = surroundings.undecided().apply(this);
        this.spoken = Spoken.of(door.framing(), dialect);
        surroundings.meters().came(spoken);
        lane.add(this);
    }

    /// Any thread.
    @Override
    public LoopLane lane() {
        return lane;
    }

    /// Any thread.
    @Override
    public String address() {
        return address;
    }

    /// Any thread.
    @Override
    public boolean isClassic() {
        return classic;
    }

    /// Any thread.
    @Override
    public @Nullable UserSession session() {
        return session;
    }

    /// The mailbox's thread.
    @Override
    public synchronized void bind(UserSession newSession) {
        if (session != null) {
            throw new IllegalStateException("a connection has one session in its life");
        }
        session = newSession;
        if (address.equals(newSession.address())) {
            address = newSession.address(); // One string for both, for as long as it is idle.
        }
    }

    /// Any thread.
    @Override
    public synchronized void renew(User user) {
        UserSession current = session;
        if (current != null) {
            session = current.with(user);
        }
    }

    /// Any thread.
    @Override
    public long lastHeardNanos() {
        return lastHeardNanos;
    }

    /// Hears nothing before its login was answered, though pushes to its user may come by then.
    @Override
    public void push(Packet packet) {
        if (isEnding() || !(packet instanceof SharedPacket shared)) {
            return;
        }
        if (entered) {
            dialect.push(shared);
        } else {
            dialect.early(shared);
        }
    }

    @Override
    public int seat() {
        return seat;
    }

    @Override
    public void sit(int newSeat) {
        seat = newSeat;
    }

    /// Writes what waits to the socket, as far as that takes it.
    public void flush() {
        if (outbound.flush()) {
            measure();
        }
    }

    /// Tells the lane how much waits, if it does not know that nothing does.
    public void measure() {
        long waiting = waitingBytes();
        Backlog backlog = lane.backlog();
        if (!closed && (waiting > 0 || !backlog.isEmpty())) {
            backlog.note(this, waiting);
        }
    }

    @Override
    public long waitingBytes() {
        long waiting = outbound.waitingBytes();
        return waiting < 0 ? 0 : waiting + dialect.waitingBytes();
    }

    /// Who knows no hints cannot be behind.
    @Override
    public void hold(boolean held) {
        if (held && dialect.isClassic()) {
            reset();
        } else {
            outbound.hold(held);
        }
    }

    /// Writes what waits; the lane calls it when it has nothing more for the connection now.
    void flushDirty() {
        outbound.clean();
        flush();
    }

    /// Any thread.
    @Override
    public void end(Farewell reason, String words) {
        long spreadMs = surroundings.config().heartbeat().toMillis() / 60;
        end(reason, words, reason.reconnect() ? spreadMs : 0);
    }

    /// Says goodbye with a time to come back, and closes. Any thread.
    public void end(Farewell reason, String words, long afterMs) {
        over = true;
        if (!lane.isCurrent()) {
            lane.execute(() -> end(reason, words, afterMs));
            return;
        }
        if (isEnding()) {
            return;
        }
        closingNanos = Math.max(1, surroundings.nanoTime().getAsLong());
        dialect.farewell(new Push.Goodbye(reason, words, afterMs));
        if (dialect.endsItself()) {
            return;
        }
        ByteBuf lastWord = door.lastWord(reason.number());
        if (!lastWord.isReadable() && (dialect.isClassic() || !dialect.isDecided())) {
            channel.close();
            return;
        }
        finish(lastWord);
    }

    /// Says only this and closes; takes the buffer over.
    public void end(ByteBuf lastWord) {
        if (isEnding()) {
            lastWord.release();
        } else {
            finish(lastWord);
        }
    }

    /// Closes once all that was written is sent; what ends itself calls it in the end.
    public void endAfterAll() {
        finish(Unpooled.EMPTY_BUFFER);
    }

    private void finish(ByteBuf lastWord) {
        over = true;
        closingNanos = isEnding() ? closingNanos
                : Math.max(1, surroundings.nanoTime().getAsLong());
        // What the peer still sends is read and dropped: closing over unread bytes would reset the
        // connection and could take the goodbye with it.
        outbound.queueSingle();
        channel.writeAndFlush(lastWord)
                .addListener(_ -> outbound.shutdown());
        flow().openForGood();
        measure();
    }

    /// Closes without a word; what came in the same segment is not looked at any more.
    public void abort() {
        closingNanos = Math.max(1, surroundings.nanoTime().getAsLong());
        channel.close();
    }

    /// Takes a trusted proxy's word on whose connection it is.
    public void reported(String clientAddress) {
        surroundings.addresses().leave(address);
        address = clientAddress;
        welcome = surroundings.addresses().enter(address);
    }

    /// Tells whether its address may have so many connections.
    public boolean isWelcome() {
        return welcome;
    }

    /// Closes without sending what waits: who does not take it would hold memory for minutes.
    @Override
    public void reset() {
        outbound.reset();
    }

    /// Goes on by TLS: nothing is written past the handlers any more.
    public void secure() {
        outbound.throughHandlers();
    }

    /// Returns the surroundings.
    public Surroundings surroundings() {
        return surroundings;
    }

    /// Returns what its mailbox must wait for.
    public Pace pace() {
        return pace;
    }

    /// Returns what it speaks, as far as is known.
    public Dialect dialect() {
        return dialect;
    }

    /// Sets what it speaks, once.
    public void decide(Dialect decided) {
        dialect = decided;
        classic = decided.isClassic();
        Spoken now = Spoken.of(door.framing(), decided);
        surroundings.meters().became(spoken, now);
        spoken = now;
    }

    /// Goes on as another door's, to which the first led. The time for the login begins now.
    public void enterBy(Door newDoor) {
        door = newDoor;
        openedNanos = surroundings.nanoTime().getAsLong();
        anonymousNanos = 0;
        firstFrameDone = true;
        decide(surroundings.undecided().apply(this));
    }

    /// Carries something out after all that was asked before.
    ///
    /// @param frameBytes how long the frame was that asked for it
    public void carryOut(Runnable task, int frameBytes) {
        if (mailbox.offer(task, frameBytes) && !isEnding()) {
            flow().full();
        }
    }

    /// Tells whether another frame may be taken; if not, [Turn#GO_ON] will tell when.
    public boolean takesMore() {
        return flow == null || flow.isOpen();
    }

    /// Tells whether it is not read for a while since it asked too fast.
    public boolean isResting() {
        return flow != null && flow.isResting();
    }

    /// Lets other connections have their turn before [Turn#GO_ON] tells that more may be taken.
    public void yieldTurn() {
        flow().yieldTurn();
    }

    /// Tells whether all that was asked is answered, and the socket takes more.
    public boolean isQuiet() {
        return mailbox.isIdle() && pace.isQuiet() && channel.isWritable() && !isEnding();
    }

    /// Counts a message on its way to the store if all before it is there; returns whether it has.
    public boolean beginAtOnce() {
        return mailbox.isIdle() && !over && pace.beginAtOnce();
    }

    /// Tells whether the socket takes more without the connection being behind.
    public boolean isWritable() {
        return channel.isWritable();
    }

    /// Tells whether the socket is closed. Any thread.
    public boolean isGone() {
        return closed;
    }

    /// Tells whether nothing is said any more.
    public boolean isEnding() {
        return closed || closingNanos != 0;
    }

    /// What still waits in its mailbox is not carried out then. Any thread.
    @Override
    public boolean isOver() {
        return over;
    }

    /// Queues bytes, which are not written before [#flush]; takes the buffer over.
    public ChannelFuture write(ByteBuf bytes) {
        return outbound.write(bytes);
    }

    /// Writes bytes with all that the lane has for the connection now; takes over one reference to
    /// the buffer, which others may hold too, and leaves its indices alone.
    public void writeSoon(ByteBuf bytes) {
        if (closed) {
            bytes.release();
        } else if (outbound.add(bytes)) {
            lane.flushSoon(this);
        }
    }

    /// Returns what stands before each payload that is written.
    public Framing framing() {
        return door.framing();
    }

    /// Lets the connection hear pushes, after its login was answered.
    public void enter() {
        if (!isEnding()) {
            entered = true;
            surroundings.entrance().entered(this);
        }
    }

    /// Tells whether it hears pushes.
    public boolean hasEntered() {
        return entered;
    }

    /// Returns when it was opened, by [System#nanoTime].
    public long openedNanos() {
        return openedNanos;
    }

    /// Notes that bytes have arrived.
    public void heard() {
        lastHeardNanos = surroundings.nanoTime().getAsLong();
    }

    /// Notes that a first frame has arrived whole.
    public void framed() {
        firstFrameDone = true;
    }

    /// Counts a request against the session's rate, or the connection's before login. Returns 0, or
    /// the milliseconds until there may be one.
    ///
    /// @param type       the request's name on the wire
    /// @param frameBytes how long it is
    public long admit(String type, int frameBytes) {
        long now = surroundings.nanoTime().getAsLong();
        UserSession current = session;
        if (current != null) {
            anonymousRates = null;
            return surroundings.rates().of(current.id(), now).admit(type, frameBytes, now);
        }
        if (anonymousRates == null) {
            anonymousRates = surroundings.rates().fresh(now);
        }
        return anonymousRates.admit(type, frameBytes, now);
    }

    /// Follows whether the socket takes bytes.
    public void writabilityChanged() {
        boolean writable = channel.isWritable();
        pace.setBlocked(!writable);
        if (writable) {
            dialect.writable();
        }
    }

    /// Learns that the socket is closed; releases everything, after what was asked is carried out.
    public void closed() {
        if (closed) {
            return;
        }
        closed = true;
        surroundings.meters().went(spoken);
        outbound.release();
        lane.remove(this);
        surroundings.addresses().leave(address);
        surroundings.entrance().left(this);
        dialect.release();
        pace.end();
        surroundings.turnstile().go(
                () -> mailbox.offer(() -> surroundings.sessions().close(this), 0));
    }

    void checkDeadlines(long now) {
        GatewayConfig config = surroundings.config();
        long sinceLast = now - sweptNanos;
        sweptNanos = now;
        if (closingNanos != 0) {
            if (now - closingNanos > CLOSING_NANOS_MAX) {
                outbound.cut(dialect.endsItself());
            }
        } else if (dialect.keepsTime()) {
            dialect.checkDeadlines(now);
        } else if (session == null) {
            // The time a login waits for the server is not the client's, but the time that the
            // server waits for the client to take its answers is.
            anonymousNanos += mailbox.isIdle() || !channel.isWritable() ? sinceLast : 0;
            if (!firstFrameDone && now - openedNanos > config.firstFrame().toNanos()) {
                channel.close();
            } else if (anonymousNanos > config.login().toNanos()) {
                end(Farewell.SILENT, "not logged in in time");
            }
        } else if (dialect.hasHeartbeat() && channel.config().isAutoRead()
                && now - lastHeardNanos > 2 * config.heartbeat().toNanos()) {
            end(Farewell.SILENT, "nothing was heard for too long");
        }
    }

    /// Reads more slowly who goes on asking too fast: each refusal costs it a moment.
    public void slowDown() {
        flow().refused();
    }

    private FlowControl flow() {
        if (flow == null) {
            flow = new FlowControl(channel, lane, surroundings.nanoTime(), this::goOn);
        }
        return flow;
    }

    private void goOn() {
        // What was said meanwhile is heard from now on: silence before was not the client's.
        heard();
        channel.pipeline().fireUserEventTriggered(Turn.GO_ON);
    }
}
