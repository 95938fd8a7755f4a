package im.throng.micro;

import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.Reply;
import im.throng.server.delivery.Outlet;
import im.throng.server.delivery.Parcel;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Takes the answers of one connection, and nothing else of what is delivered.
///
/// Threading: any thread.
final class Answers implements Outlet, Responder {

    private final SilentConnection connection = new SilentConnection(Runnable::run);
    private final Semaphore arrived = new Semaphore(0);
    private volatile @Nullable Reply last;

    Answers() {
        connection.bind(Samples.session());
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void deliver(List<Parcel> parcels) {
        for (Parcel parcel : parcels) {
            Responder asker = parcel.asker();
            if (asker != null) {
                asker.answer(Objects.requireNonNull(parcel.reply()));
            }
        }
    }

    @Override
    public void answer(Reply reply) {
        last = reply;
        arrived.release();
    }

    /// Waits for so many answers and returns the last one.
    ///
    /// @throws IllegalStateException if that one is not what became of a new message
    Reply await(int count) throws InterruptedException {
        arrived.acquire(count);
        Reply reply = Objects.requireNonNull(last);
        if (!(reply instanceof ChatReply.Sent sent) || sent.duplicate()) {
            throw new IllegalStateException("not stored: " + reply);
        }
        return reply;
    }
}
