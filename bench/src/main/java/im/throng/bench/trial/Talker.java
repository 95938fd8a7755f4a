package im.throng.bench.trial;

import im.throng.bench.check.Event;
import im.throng.bench.check.Message;
import im.throng.bench.load.RawLine;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Reply;
import java.io.IOException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One connection of an actor, from its login until the server dies or the talk is over. It sends
/// in bursts, many messages on their way at a time; what is unanswered when the server dies goes
/// back to the actor's outbox.
///
/// Threading: one thread runs it.
final class Talker implements Runnable {

    private static final int WINDOW = 64;
    private static final int WINDOW_MS_MAX = 50;
    private static final int END_SECONDS_MAX = 20;
    private static final int ACROSS = 100;
    private static final int MARKS_OF_100 = 4;
    private static final int PAGES_OF_100 = 2;
    private static final int LISTS_OF_100 = 1;
    private static final int CHANGES_OF_100 = 2;
    private static final int RACES_OF_100 = 20;
    private static final int PAGE_BEHIND_MAX = 300;
    private static final int MARK_BEHIND_MAX = 8;

    private final Talk talk;
    private final Actor actor;
    private final SplittableRandom random;
    private final Recorder recorder;
    private final Changer changer;
    private final Semaphore window = new Semaphore(WINDOW);
    private final Set<Message> underway = ConcurrentHashMap.newKeySet();

    Talker(Talk talk, Actor actor, SplittableRandom random) {
        this.talk = talk;
        this.actor = actor;
        this.random = random;
        this.recorder = new Recorder(talk.history(), actor.person().id());
        this.changer = new Changer(talk.history(), actor, recorder, random.split());
    }

    @Override
    public void run() {
        try (var line = new RawLine(talk.server(), recorder::heard)) {
            line.ask(new AnonymousRequest.Login(actor.person().id(),
                    actor.person().password(), "check"));
            while (line.isOpen() && !talk.isOver()) {
                int burst = 1 + random.nextInt(2 * talk.burst());
                for (int i = 0; i < burst && line.isOpen(); i++) {
                    step(line);
                }
                LockSupport.parkNanos(random.nextLong(2 * talk.pauseNanos()));
            }
            if (talk.isOver()) {
                // All that can still be told is told before the connection is left.
                line.ask(new ChatRequest.Ping());
                line.hangUp();
            }
            line.awaitEnd(END_SECONDS_MAX);
        } catch (IOException killed) {
            // What was underway stays unknown until it is sent again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            changer.end();
            for (Message message : underway) {
                actor.outbox().again(message, 1 + random.nextInt(2));
            }
        }
    }

    private void step(RawLine line) throws IOException, InterruptedException {
        if (!window.tryAcquire(WINDOW_MS_MAX, TimeUnit.MILLISECONDS)) {
            return;
        }
        int choice = random.nextInt(ACROSS);
        if (choice < MARKS_OF_100) {
            mark(line);
        } else if (choice < MARKS_OF_100 + PAGES_OF_100) {
            page(line);
        } else if (choice < MARKS_OF_100 + PAGES_OF_100 + LISTS_OF_100) {
            list(line);
        } else if (choice < MARKS_OF_100 + PAGES_OF_100 + LISTS_OF_100 + CHANGES_OF_100) {
            changer.change(line, window::release);
        } else {
            Message message = actor.outbox().take(random);
            if (message == null && talk.isSettling()) {
                window.release();
                return;
            }
            send(line, message == null ? fresh() : message);
        }
    }

    private Message fresh() {
        Message message = talk.fresh(actor, random);
        if (message.retried()) {
            actor.outbox().open(message);
            if (random.nextInt(ACROSS) < RACES_OF_100) {
                // The other connection, or this one again, sends it at the same time.
                actor.outbox().again(message, 1);
            }
        }
        return message;
    }

    private void send(RawLine line, Message message) throws IOException {
        underway.add(message);
        long askedAt = System.nanoTime();
        recorder.journal().add(new Event.Sending(askedAt, message));
        line.post(new ChatRequest.SendMessage(
                        Names.of(actor.person().id(), message.conversation()), message.key(),
                        new EntryBody.Text(message.text(), null, Mentions.NONE)),
                reply -> {
                    if (Names.isGroup(message.conversation())) {
                        recorder.denied(askedAt, message.conversation(), reply);
                    }
                    answered(message, reply);
                });
    }

    private void answered(Message message, Reply reply) {
        long at = System.nanoTime();
        window.release();
        underway.remove(message);
        switch (reply) {
            case ChatReply.Sent sent -> {
                String conversation = Names.common(actor.person().id(), sent.conversation());
                recorder.journal().add(new Event.Acked(at, message, conversation, sent.seq(),
                        sent.duplicate()));
                recorder.reached(conversation, sent.seq());
                actor.outbox().settle(message);
                talk.acked();
            }
            case Reply.Refused(ErrorCode code, String words, long _) -> {
                if (code.waitingHelps() || code == ErrorCode.INTERNAL) {
                    actor.outbox().again(message, 1);
                } else {
                    recorder.journal().add(new Event.Refused(at, message, code + " " + words));
                    actor.outbox().settle(message);
                }
            }
            case Reply.Success _ -> throw new IllegalStateException("an answer to something else");
        }
    }

    private void mark(RawLine line) throws IOException {
        String conversation = somewhere();
        long end = recorder.end(conversation);
        long seq = Math.max(1, end - random.nextInt(MARK_BEHIND_MAX));
        long askedAt = System.nanoTime();
        recorder.journal().add(new Event.MarkAsked(askedAt, conversation, seq));
        line.post(new ChatRequest.MarkRead(Names.of(actor.person().id(), conversation), seq),
                reply -> {
                    window.release();
                    // Beyond the head it moves to the head alone.
                    if (reply instanceof Reply.Done && seq <= end) {
                        recorder.journal().add(
                                new Event.Marked(System.nanoTime(), conversation, seq));
                    }
                    recorder.denied(askedAt, conversation, reply);
                });
    }

    private void page(RawLine line) throws IOException {
        String conversation = somewhere();
        long after = Math.max(0, recorder.end(conversation) - random.nextInt(PAGE_BEHIND_MAX));
        long askedAt = System.nanoTime();
        line.post(new ChatRequest.ReadHistory(Names.of(actor.person().id(), conversation),
                new HistoryRange.After(after), 1 + random.nextInt(Limits.PAGE_ENTRIES_MAX)),
                reply -> {
                    window.release();
                    if (reply instanceof ChatReply.HistoryPage page) {
                        recorder.page(askedAt, conversation, after, page);
                    }
                    recorder.denied(askedAt, conversation, reply);
                });
    }

    private void list(RawLine line) throws IOException {
        long askedAt = System.nanoTime();
        line.post(new ChatRequest.ListConversations(null, Limits.PAGE_ENTRIES_MAX), reply -> {
            window.release();
            if (reply instanceof ChatReply.ConversationPage page && page.next() == null) {
                recorder.listed(askedAt, page, actor.clubs());
            }
        });
    }

    private String somewhere() {
        return actor.conversations().get(random.nextInt(actor.conversations().size()));
    }
}
