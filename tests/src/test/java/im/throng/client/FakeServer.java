package im.throng.client;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.ReplyCodec;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server with one conversation, `all`, whose misbehaviour a test can choose.
///
/// Threading: guarded by itself.
final class FakeServer implements AutoCloseable {

    static final UserId ALICE = new UserId(100);
    static final UserId BOB = new UserId(200);
    static final String TOKEN = "token-1";
    static final User USER = new User(ALICE, "Alice", "", "", "", 0, Role.USER);

    private final ServerSocket door;
    private final List<Entry> log = new ArrayList<>();
    private final Map<String, Long> keys = new HashMap<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Request> asked = new CopyOnWriteArrayList<>();
    private final List<Long> resumedAtNanos = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Optional<Reply>> script = _ -> Optional.empty();
    private volatile Function<Request, Boolean> dropAfter = _ -> false;
    private volatile Function<Request, Boolean> silentOn = _ -> false;
    private volatile long heartbeatMs = 60_000;
    private volatile String epoch = "first";
    private int read;

    FakeServer() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Answers some requests in another way than usual.
    void answer(Function<Request, Optional<Reply>> otherwise) {
        script = otherwise;
    }

    /// Carries some requests out and then drops the connection instead of answering.
    void dropAfter(Function<Request, Boolean> which) {
        dropAfter = which;
    }

    /// Forgets all that was said, as a restored backup does.
    synchronized void forget() {
        log.clear();
        keys.clear();
        read = 0;
    }

    /// Leaves some requests without an answer.
    void silentOn(Function<Request, Boolean> which) {
        silentOn = which;
    }

    void heartbeatMs(long period) {
        heartbeatMs = period;
    }

    void epoch(String other) {
        epoch = other;
    }

    List<Request> asked() {
        return List.copyOf(asked);
    }

    List<Long> resumedAtNanos() {
        return List.copyOf(resumedAtNanos);
    }

    long count(Class<? extends Request> type) {
        return asked.stream().filter(type::isInstance).count();
    }

    /// Stores what another user says, without telling anybody.
    synchronized Entry store(String text) {
        return append(BOB, text);
    }

    /// Stores what another user says, and pushes it.
    synchronized void say(String text) {
        push(new Push.NewEntry(append(BOB, text)));
    }

    synchronized List<String> texts() {
        return log.stream().map(FakeServer::text).toList();
    }

    static String text(Entry entry) {
        return switch (entry.body()) {
            case EntryBody.Text text -> text.text();
            case EntryBody.Event event -> event.toString();
            case EntryBody.Unknown unknown -> unknown.kind();
        };
    }

    synchronized void push(Push push) {
        byte[] payload = PushCodec.encode(push);
        for (Socket socket : sockets) {
            write(socket, payload);
        }
    }

    synchronized void drop() {
        sockets.forEach(FakeServer::closeQuietly);
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        door.close();
        drop();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                socket.setTcpNoDelay(true);
                synchronized (this) {
                    sockets.add(socket);
                }
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                Envelope envelope = EnvelopeReader.read(
                        ByteBuffer.wrap(in.readNBytes(in.readInt())));
                Request request = RequestCodec.decode(envelope);
                asked.add(request);
                handle(socket, envelope.id(), request);
            }
        } catch (IOException | MalformedFrameException ended) {
            closeQuietly(socket);
        }
    }

    private synchronized void handle(Socket socket, @Nullable Long id, Request request) {
        if (request instanceof AnonymousRequest.Resume) {
            resumedAtNanos.add(System.nanoTime());
        }
        if (silentOn.apply(request)) {
            return;
        }
        Reply reply = script.apply(request).orElseGet(() -> usual(request));
        if (dropAfter.apply(request)) {
            sockets.remove(socket);
            closeQuietly(socket);
            return;
        }
        write(socket, ReplyCodec.encode(id, reply));
    }

    private Reply usual(Request request) {
        return switch (request) {
            case AnonymousRequest.Register _ -> new AccountReply.Registered(ALICE);
            case AnonymousRequest.Login _ -> loggedIn(USER, TOKEN);
            case AnonymousRequest.Resume _ -> loggedIn(USER, null);
            case ChatRequest.Ping _ ->
                    new ChatReply.Pong(Map.of(ConversationName.ALL, (long) log.size()));
            case ChatRequest.SendMessage send -> send(send);
            case ChatRequest.ReadHistory history -> page(history);
            case ChatRequest.ListConversations _ -> new ChatReply.ConversationPage(List.of(
                    new ChatReply.ConversationView(ConversationName.ALL, "all", log.size(), read,
                            log.size() - read, false, log.isEmpty() ? null : log.getLast(),
                            false, false, null)), null);
            case ChatRequest.MarkRead mark -> {
                read = (int) mark.seq();
                yield new Reply.Done();
            }
            case PresenceRequest.Watch watch -> watched(watch.userIds());
            case PresenceRequest.Unwatch unwatch -> watched(unwatch.userIds());
            case AccountRequest.SearchUsers _ -> new AccountReply.UserList(List.of(USER));
            case AccountRequest.UpdateProfile _ -> new AccountReply.Updated(USER);
            default -> new Reply.Done();
        };
    }

    /// Returns the answer to a login as somebody.
    AccountReply.LoggedIn loggedIn(User user) {
        return loggedIn(user, null);
    }

    private AccountReply.LoggedIn loggedIn(User user, @Nullable String token) {
        return new AccountReply.LoggedIn(user, token, 0, new SessionId("s"), 1, true, 0, epoch,
                heartbeatMs, 262_144, 65_536);
    }

    private static Reply watched(List<UserId> users) {
        return new PresenceReply.Watched(users.stream()
                .map(user -> new PresenceReply.WatchedUser(user, Status.OFFLINE, null)).toList());
    }

    private Reply send(ChatRequest.SendMessage send) {
        Long known = keys.get(send.key());
        if (known != null) {
            return new ChatReply.Sent(ConversationName.ALL, known, 0, true);
        }
        Entry entry = append(ALICE, send.body().text());
        keys.put(send.key(), entry.seq());
        return new ChatReply.Sent(ConversationName.ALL, entry.seq(), 0, false);
    }

    private Reply page(ChatRequest.ReadHistory history) {
        return switch (history.range()) {
            case HistoryRange.After after -> {
                // Smaller pages than asked for, so that there is more than one.
                int from = (int) Math.min(after.seq(), log.size());
                int to = Math.min(log.size(), from + 3);
                yield new ChatReply.HistoryPage(log.subList(from, to), log.size(),
                        to < log.size());
            }
            case HistoryRange.Before before ->
                    upTo((int) Math.min(before.seq() - 1, log.size()), history.limit());
            case HistoryRange.Newest _ -> upTo(log.size(), history.limit());
        };
    }

    private Reply upTo(int to, int limit) {
        int from = Math.max(0, to - limit);
        return new ChatReply.HistoryPage(log.subList(from, to), log.size(), from > 0);
    }

    private Entry append(UserId from, String text) {
        Entry entry = new Entry(ConversationName.ALL, log.size() + 1L, from, "name", 0,
                new EntryBody.Text(text, null, Mentions.NONE));
        log.add(entry);
        return entry;
    }

    private static void write(Socket socket, byte[] payload) {
        try {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(ByteBuffer.allocate(4 + payload.length)
                    .putInt(payload.length).put(payload).array());
        } catch (IOException gone) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            throw new IllegalStateException(alreadyGone);
        }
    }
}
