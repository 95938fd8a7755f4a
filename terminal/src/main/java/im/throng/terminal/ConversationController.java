package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.RefusedException;
import im.throng.client.store.CachedConversation;
import im.throng.client.store.CachedPage;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.screen.ConversationText;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conversations: lists them, opens one with the line above what is new, pages back, and sets
/// their marks.
///
/// Lists and pages come from the local store, also without a connection.
///
/// Threading: the main thread.
final class ConversationController {

    private static final int LISTED_AT_START = 10;
    private static final int LISTED = 50;
    private static final int PAGE = 10;
    private static final int PAGE_MAX = 50;
    private static final int SEEN_BEFORE_NEW = 3;
    private static final int AROUND = 5;

    private final Desk desk;
    private final ChatController chat;
    private final Unread unread;
    private final ConversationText text;
    private final Map<ConversationName, Long> oldest = new HashMap<>();
    private final Map<ConversationName, Integer> unreadAtStart = new HashMap<>();

    ConversationController(Desk desk, ChatController chat, Unread unread) {
        this.desk = desk;
        this.chat = chat;
        this.unread = unread;
        this.text = new ConversationText(desk.texts(), desk.clock());
    }

    /// Begins with the conversations of the local store.
    ///
    /// @param shown whether to list them, as they were last time
    void begin(boolean shown) {
        oldest.clear();
        unreadAtStart.clear();
        List<CachedConversation> all = desk.client().cache().conversations();
        unread.begin(all);
        if (shown && !all.isEmpty()) {
            desk.say(Phrase.CHATS_KEPT);
            print(all, LISTED_AT_START);
            all.forEach(one -> unreadAtStart.put(one.conversation(), one.unread()));
        }
    }

    /// Lists the conversations, pinned ones first.
    void list() {
        chat.markShown();
        List<CachedConversation> all = desk.client().cache().conversations();
        if (all.isEmpty()) {
            desk.say(Phrase.CHATS_NONE);
        } else {
            desk.say(Phrase.CHATS);
            print(all, LISTED);
        }
    }

    /// Tells what was said while the user was away, where the list of the start did not say so.
    void tellUnread() {
        for (ChatReply.ConversationView view
                : desk.client().conversations(null, LISTED).conversations()) {
            Integer told = unreadAtStart.get(view.conversation());
            if (view.unread() == 0 || (told != null && told == view.unread())) {
                continue;
            }
            String title = HarmlessText.of(view.title());
            switch (view.conversation()) {
                case ConversationName.All _ ->
                        desk.say(Tone.NOTICE, Phrase.UNREAD_ALL, view.unread());
                case ConversationName.Direct(UserId peer) -> desk.say(Tone.FOR_ME,
                        Phrase.UNREAD_FROM, view.unread(), peer, title, peer);
                case ConversationName.Group group -> desk.say(Tone.NOTICE, Phrase.UNREAD_GROUP,
                        view.unread(), group.text(), title, group.text());
            }
        }
        unreadAtStart.clear();
    }

    /// Opens a conversation, if there is such a one, and shows its newest messages.
    void open(String name, User self) {
        find(name).ifPresent(conversation -> open(conversation, self));
    }

    /// Opens the next conversation with something unread.
    void openNext(User self) {
        chat.markShown();
        Optional<ConversationName> next = unread.next(desk.view().open());
        if (next.isEmpty()) {
            desk.say(Phrase.NEXT_NONE);
        } else {
            open(next.get(), self);
        }
    }

    /// Shows what is before the messages shown of the open conversation.
    void more(User self) {
        ConversationName open = desk.view().open();
        Long before = oldest.get(open);
        if (before == null) {
            open(open, self);
            return;
        }
        CachedPage page = before <= 1 ? new CachedPage(List.of(), false, false)
                : page(open, before, PAGE);
        if (page.entries().isEmpty()) {
            desk.say(Phrase.CHAT_BEGINNING);
            return;
        }
        long first = page.entries().getFirst().seq();
        desk.say(Tone.NOTICE, Phrase.CHAT_OLDER, first, page.entries().getLast().seq());
        page.entries().forEach(entry -> chat.print(entry, self));
        oldest.put(open, first);
    }

    /// Shows a message of the open conversation with what stands around it; [#more] goes on from
    /// there.
    void goTo(long seq, User self) {
        ConversationName open = desk.view().open();
        long end = Math.min(seq + AROUND, known(open).map(CachedConversation::head)
                .orElse(Long.MAX_VALUE - 1)) + 1;
        List<Entry> page = end <= seq ? List.of() : page(open, end, 2 * AROUND + 1).entries();
        Optional<Entry> found = page.stream().filter(entry -> entry.seq() == seq).findFirst();
        if (found.isEmpty()) {
            desk.say(desk.view().isAway() && end > seq ? Phrase.CHAT_NOT_KEPT
                    : Phrase.CHAT_NO_SUCH, seq);
            return;
        }
        desk.say(Tone.NOTICE, Phrase.CHAT_AROUND, seq, page.getFirst().seq(),
                page.getLast().seq());
        page.forEach(entry -> chat.print(entry, self));
        oldest.put(open, page.getFirst().seq());
    }

    /// Marks a conversation as read.
    ///
    /// @param name empty: the open one
    void markRead(String name) {
        Optional<ConversationName> found =
                name.isEmpty() ? Optional.of(desk.view().open()) : find(name);
        found.ifPresent(conversation -> {
            desk.client().cache().conversation(conversation).ifPresent(one ->
                    desk.client().cache().markRead(conversation, one.head()));
            desk.say(Phrase.CHAT_READ, conversation.text());
        });
    }

    /// Mutes the open conversation, or does no longer; null: the other way round.
    void mute(@Nullable Boolean on) {
        ConversationName open = desk.view().open();
        boolean muted = on != null ? on : !known(open).map(CachedConversation::muted).orElse(false);
        desk.client().cache().mark(open, muted, null);
        desk.say(muted ? Phrase.CHAT_MUTE_ON : Phrase.CHAT_MUTE_OFF, open.text());
    }

    /// Pins the open conversation, or does no longer; null: the other way round.
    void pin(@Nullable Boolean on) {
        ConversationName open = desk.view().open();
        boolean pinned = on != null ? on
                : !known(open).map(CachedConversation::pinned).orElse(false);
        desk.client().cache().mark(open, null, pinned);
        desk.say(pinned ? Phrase.CHAT_PIN_ON : Phrase.CHAT_PIN_OFF, open.text());
    }

    /// Finds a conversation by its name, by a user, or by its title if only one has it; says so if
    /// there is none.
    Optional<ConversationName> find(String typed) {
        String name = typed.strip();
        Optional<ConversationName> found = named(name)
                .or(() -> titled(name))
                .or(() -> desk.people().find(name).map(ConversationName.Direct::new));
        if (found.isEmpty()) {
            desk.say(Tone.TROUBLE, Phrase.WHO_IS, HarmlessText.of(name));
        }
        return found;
    }

    /// Opens a conversation and shows its newest messages.
    void open(ConversationName conversation, User self) {
        chat.markShown();
        try {
            Optional<CachedConversation> known = known(conversation);
            int isNew = known.map(CachedConversation::unread).orElse(0);
            CachedPage page = page(conversation, null,
                    Math.min(PAGE_MAX, Math.max(PAGE, isNew + SEEN_BEFORE_NEW)));
            String heading = heading(conversation, known);
            chat.open(conversation, page.entries(), () -> {
                desk.say(Tone.NOTICE, Phrase.CHAT_OPENED, heading);
                show(conversation, known, page.entries(), self);
            });
            if (conversation instanceof ConversationName.Group group) {
                learnMembers(group);
            }
        } catch (RefusedException refused) {
            if (refused.code() != ErrorCode.NOT_FOUND) {
                throw refused;
            }
            desk.say(Tone.TROUBLE, Phrase.NO_CONVERSATION);
        }
    }

    private void show(ConversationName conversation, Optional<CachedConversation> known,
                      List<Entry> page, User self) {
        if (page.isEmpty()) {
            desk.say(Phrase.MESSAGES_NONE);
            return;
        }
        oldest.put(conversation, page.getFirst().seq());
        long read = known.map(CachedConversation::read).orElse(Long.MAX_VALUE);
        boolean isLineShown = false;
        for (Entry entry : page) {
            if (!isLineShown && entry.seq() > read && !entry.from().equals(self.userId())) {
                sayNew(known, page, entry);
                isLineShown = true;
            }
            chat.print(entry, self);
        }
    }

    private void sayNew(Optional<CachedConversation> known, List<Entry> page, Entry first) {
        boolean isMoreNew = first.equals(page.getFirst())
                && known.filter(one -> one.read() + 1 < first.seq()).isPresent();
        if (isMoreNew) {
            desk.say(Tone.NOTICE, Phrase.CHAT_NEW_MORE,
                    known.map(CachedConversation::unread).orElse(0));
        } else {
            desk.say(Tone.NOTICE, Phrase.CHAT_NEW);
        }
    }

    private String heading(ConversationName conversation, Optional<CachedConversation> known) {
        String title = known.map(text::title).orElseGet(() -> switch (conversation) {
            case ConversationName.All _ -> "";
            case ConversationName.Direct(UserId peer) ->
                    HarmlessText.of(desk.people().nameOf(peer));
            case ConversationName.Group(GroupId group) ->
                    HarmlessText.of(desk.client().groups().get(group).name());
        });
        return title.isEmpty() || title.equals(conversation.text()) ? conversation.text()
                : conversation.text() + " " + title;
    }

    /// Reads a page, of a conversation that is known here without a connection too.
    private CachedPage page(ConversationName conversation, @Nullable Long before, int limit) {
        boolean isKnown = known(conversation).isPresent();
        if (isKnown && desk.view().isAway()) {
            return desk.client().cache().entries(conversation, before, limit);
        }
        if (isKnown) {
            return desk.client().cache().page(conversation, before, limit);
        }
        ChatReply.HistoryPage page = desk.client().history(conversation, before == null
                ? new HistoryRange.Newest() : new HistoryRange.Before(before), limit);
        return new CachedPage(page.entries(), page.more(), false);
    }

    private Optional<CachedConversation> known(ConversationName conversation) {
        return desk.client().cache().conversation(conversation);
    }

    private static Optional<ConversationName> named(String name) {
        try {
            return Optional.of(name.equalsIgnoreCase(ConversationName.ALL.text())
                    ? ConversationName.ALL : ConversationName.parse("conversation", name));
        } catch (RejectedException none) {
            return Optional.empty();
        }
    }

    private Optional<ConversationName> titled(String name) {
        List<ConversationName> titled = desk.client().cache().conversations().stream()
                .filter(one -> one.title().equalsIgnoreCase(name))
                .map(CachedConversation::conversation).toList();
        return titled.size() == 1 ? Optional.of(titled.getFirst()) : Optional.empty();
    }

    /// Learns the names of a group's members, so that they can be called; nobody waits for it.
    private void learnMembers(ConversationName.Group group) {
        if (!desk.view().isAway()) {
            var _ = desk.client().request(new GroupRequest.ListMembers(group.group(), null,
                    Limits.PAGE_PEOPLE_MAX)).thenAccept(reply -> {
                        if (reply instanceof GroupReply.MemberPage page) {
                            page.members().forEach(member ->
                                    desk.people().seen(member.userId(), member.userName()));
                        }
                    });
        }
    }

    private void print(List<CachedConversation> all, int max) {
        all.stream().sorted(Comparator.comparing(one -> !one.pinned())).limit(max)
                .forEach(one -> desk.screen().print(one.mentioned() ? Tone.FOR_ME : Tone.PLAIN,
                        text.of(one, !desk.view().isMenu()
                                && one.conversation().equals(desk.view().open()))));
        if (all.size() > max) {
            desk.say(Phrase.CHATS_MORE, all.size() - max);
        }
    }

    /// Tells whether a command that names this conversation can be carried out without the server.
    boolean isKnownHere(String typed) {
        try {
            return named(typed.strip()).or(() -> desk.people().find(typed)
                    .map(ConversationName.Direct::new)).filter(one -> known(one).isPresent())
                    .isPresent() || titled(typed.strip()).isPresent();
        } catch (ClientException trouble) {
            return false;
        }
    }
}
