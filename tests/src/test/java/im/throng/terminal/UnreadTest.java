package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.client.store.CachedConversation;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import im.throng.terminal.screen.ConversationText;
import im.throng.terminal.screen.Language;
import im.throng.terminal.screen.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is unread, where to go next, and how a conversation reads in the list.
class UnreadTest {

    private static final UserId BOB = new UserId(200);
    private static final ConversationName DIRECT = new ConversationName.Direct(BOB);
    private static final ConversationName GROUP = new ConversationName.Group(new GroupId(5));
    private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
    private static final ConversationText TEXT =
            new ConversationText(new Texts(Language.EN), Clock.fixed(NOW, ZoneOffset.UTC));

    private final Unread unread = new Unread();

    @Test
    void mentionsComeFirstThenPeopleThenGroupsThenEverybody() {
        unread.begin(List.of(one(ConversationName.ALL, 9, false, false),
                one(GROUP, 2, false, false), one(DIRECT, 1, false, false)));
        assertThat(unread.next(ConversationName.ALL)).contains(DIRECT);
        assertThat(unread.next(DIRECT)).contains(GROUP);
        unread.note(one(GROUP, 2, true, false));
        assertThat(unread.next(ConversationName.ALL)).contains(GROUP);
        unread.note(one(GROUP, 0, false, false));
        unread.note(one(DIRECT, 0, false, false));
        assertThat(unread.next(GROUP)).contains(ConversationName.ALL);
        assertThat(unread.next(ConversationName.ALL)).isEmpty();
    }

    @Test
    void whatIsOpenIsNotCountedAndWhatIsMutedOnlyIfItCallsTheUser() {
        unread.begin(List.of(one(ConversationName.ALL, 9, false, false),
                one(GROUP, 2, false, true), one(DIRECT, 1, false, false)));
        assertThat(unread.elsewhere(ConversationName.ALL))
                .isEqualTo(new Unread.Count(1, 1, false));
        assertThat(unread.elsewhere(DIRECT)).isEqualTo(new Unread.Count(9, 1, false));
        unread.note(one(GROUP, 2, true, true));
        assertThat(unread.elsewhere(DIRECT)).isEqualTo(new Unread.Count(11, 2, true));
        unread.forget(GROUP);
        assertThat(unread.titles()).containsOnlyKeys("all", "u:200");
    }

    @Test
    void aLineNamesTheConversationAndItsNewestMessage() {
        assertThat(TEXT.of(one(GROUP, 12, true, true), true)).isEqualTo(
                ">g:5      @12   title              (muted) 03:02 Bob: hi there");
        assertThat(TEXT.of(one(DIRECT, 0, false, false), false)).isEqualTo(
                " u:200          title              03:02 hi there");
    }

    @Test
    void aDraftStandsInPlaceOfTheNewestMessage() {
        CachedConversation half = new CachedConversation(DIRECT, "Bob", 3, 3, 0, false, false,
                true, null, null, "half a\nline");
        assertThat(TEXT.of(half, false)).endsWith("(pinned) [draft] half a␊line");
    }

    private static CachedConversation one(ConversationName name, int unread, boolean mentioned,
                                          boolean muted) {
        return new CachedConversation(name, "title", 20, 8, unread, mentioned, muted, false, null,
                new Entry(name, 20, BOB, "Bob", NOW.toEpochMilli(),
                        new EntryBody.Text("hi there", null, Mentions.NONE)), "");
    }
}
