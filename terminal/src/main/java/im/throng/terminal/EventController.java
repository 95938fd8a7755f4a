package im.throng.terminal;

import im.throng.client.ThrongListener;
import im.throng.client.store.CachedConversation;
import im.throng.client.store.OutboxMessage;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows what happens by itself, and keeps the prompt up to date.
///
/// Threading: as a listener, by the client's listening thread; [#tick] by a timer; [#typed] by the
/// main thread; what they share guards itself.
final class EventController implements ThrongListener {

    private final Desk desk;
    private final AccountController account;
    private final PresenceController presence;
    private final ChatController chat;
    private final Mailbag mailbag;
    private final Traffic traffic;
    private final Prompt prompt;
    private volatile @Nullable String epoch;
    private volatile String shownPrompt = "";

    EventController(Desk desk, AccountController account, PresenceController presence,
                    ChatController chat, Mailbag mailbag, Traffic traffic) {
        this.desk = desk;
        this.account = account;
        this.presence = presence;
        this.chat = chat;
        this.mailbag = mailbag;
        this.traffic = traffic;
        this.prompt = new Prompt(desk, traffic);
    }

    /// Returns what stands before the line being typed.
    String prompt() {
        String now = prompt.text();
        shownPrompt = now;
        return now;
    }

    /// Begins anew, for another client.
    void begin() {
        epoch = null;
        chat.forget();
        traffic.clear();
    }

    /// Does what is due: notices, marks, the prompt.
    void tick() {
        if (account.user().isEmpty()) {
            return;
        }
        chat.tick();
        if (!prompt.text().equals(shownPrompt)) {
            desk.screen().prompt(prompt());
        }
        desk.screen().title(prompt.title());
    }

    /// Tells the others that the user is writing, where they are few.
    void typed(String soFar) {
        if (!desk.view().isMenu() && !desk.view().isAway() && !soFar.startsWith("/")
                && !soFar.startsWith("／") && !(desk.view().open() instanceof ConversationName.All)
                && account.user().isPresent() && traffic.writers().mayTell()) {
            var _ = desk.client().request(new ChatRequest.ShowTyping(desk.view().open()));
        }
    }

    /// Forgets a conversation that the user is no longer in.
    void left(ConversationName conversation) {
        desk.client().cache().forget(conversation);
        traffic.unread().forget(conversation);
        if (conversation.equals(desk.view().open())) {
            desk.view().close();
            if (!desk.view().isMenu()) {
                desk.say(Tone.NOTICE, Phrase.GROUP_BACK, desk.view().open().text());
            }
        }
    }

    @Override
    public void connected(AccountReply.LoggedIn session) {
        if (epoch == null) {
            chat.quietUntil(session.serverTime());
        } else if (!session.epoch().equals(epoch)) {
            chat.forget();
        }
        epoch = session.epoch();
        account.renewed(session);
        if (desk.view().isAway()) {
            desk.view().away(false);
            desk.say(Tone.NOTICE, Phrase.BACK);
        }
    }

    @Override
    public void disconnected(String reason, Duration retryIn) {
        if (!desk.view().isAway() && account.user().isPresent()) {
            desk.view().away(true);
            desk.say(Tone.TROUBLE, Phrase.LOST);
        }
    }

    @Override
    public void loginNeeded(String reason) {
        desk.view().away(false);
        chat.forget();
        if (account.ended()) {
            desk.say(Tone.TROUBLE, Phrase.SESSION_OVER, desk.troubles().ofEnd(reason));
            desk.say(Phrase.PRESS_ENTER);
        }
    }

    @Override
    public void message(Entry entry) {
        traffic.writers().said(entry.conversation(), entry.from());
        traffic.readNews().answered(entry.conversation());
        account.user().ifPresent(user -> chat.arrived(entry, user));
    }

    @Override
    public void skipped(ConversationName conversation, long after, long before) {
        chat.skipped(conversation, after, before);
    }

    @Override
    public void conversationChanged(CachedConversation now) {
        traffic.unread().note(now);
    }

    @Override
    public void outgoing(OutboxMessage message) {
        mailbag.isNow(message);
    }

    @Override
    public void read(Push.ReadMoved moved) {
        account.user().filter(user -> !user.userId().equals(moved.userId())).ifPresent(_ ->
                traffic.readNews().read(moved.conversation(), moved.userId(), moved.seq()));
    }

    @Override
    public void typing(Push.Typing typing) {
        traffic.writers().writes(typing.conversation(), typing.userId());
    }

    @Override
    public void group(Push.GroupChanged changed) {
        String name = changed.conversation().text();
        switch (changed.what()) {
            case ADDED -> desk.say(Tone.NOTICE, Phrase.GROUP_YOU_ADDED, name, name);
            case REQUEST -> desk.say(Tone.NOTICE, Phrase.GROUP_REQUEST, name, name);
            case REMOVED -> {
                desk.say(Tone.NOTICE, Phrase.GROUP_YOU_REMOVED, name);
                left(changed.conversation());
            }
            case DISSOLVED -> {
                desk.say(Tone.NOTICE, Phrase.GROUP_ENDED, name);
                left(changed.conversation());
            }
        }
    }

    @Override
    public void presence(Push.PresenceChanged changed) {
        account.user().ifPresent(user -> presence.changed(changed, user.userId()));
    }

    @Override
    public void watched(List<PresenceReply.WatchedUser> users) {
        presence.watched(users);
    }
}
