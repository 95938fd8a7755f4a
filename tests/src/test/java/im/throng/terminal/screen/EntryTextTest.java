package im.throng.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EntryTextTest {

    private static final UserId ALICE = new UserId(100);
    private static final UserId BOB = new UserId(200);
    private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
    private static final EntryText TEXT =
            new EntryText(new Texts(Language.ZH), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aMessageToAllReadsAsTheOriginalsWithNameAndTimeBefore() {
        assertThat(TEXT.of(entry(ConversationName.ALL, BOB, NOW), ALICE))
                .isEqualTo("[03:02:01] Bob␛ 用户id:\t200 对大家说:\thi␊");
    }

    @Test
    void aMessageToOneSaysToWhom() {
        assertThat(TEXT.of(entry(new ConversationName.Direct(BOB), BOB, NOW), ALICE))
                .isEqualTo("[03:02:01] Bob␛ 用户id:\t200 对你说:\thi␊");
        assertThat(TEXT.of(entry(new ConversationName.Direct(BOB), ALICE, NOW), ALICE))
                .isEqualTo("[03:02:01] Bob␛ 用户id:\t100 对 200 说:\thi␊");
    }

    @Test
    void aMessageOfAnotherDayHasItsDate() {
        assertThat(TEXT.of(entry(ConversationName.ALL, BOB, NOW.minusSeconds(86_400)), ALICE))
                .startsWith("[2026-05-03 03:02:01] ");
    }

    @Test
    void theBriefLineHasItsNamesInOneColumn() {
        String english = TEXT.brief(entry(ConversationName.ALL, BOB, NOW), ConversationName.ALL,
                false);
        assertThat(english).isEqualTo("03:02 #1   Bob␛(200)          hi␊");
        Entry chinese = new Entry(ConversationName.ALL, 1, BOB, "小明", NOW.toEpochMilli(),
                new EntryBody.Text("hi", null, Mentions.NONE));
        String forMe = TEXT.brief(chinese, new ConversationName.Direct(BOB), true);
        assertThat(forMe).isEqualTo("03:02*#1   小明(200)          [all] hi");
        assertThat(Columns.width(forMe.substring(0, forMe.indexOf("[all]"))))
                .isEqualTo(Columns.width(english.substring(0, english.indexOf("hi"))));
    }

    private static Entry entry(ConversationName to, UserId from, Instant at) {
        return new Entry(to, 1, from, "Bob\033", at.toEpochMilli(),
                new EntryBody.Text("hi\n", null, Mentions.NONE));
    }
}
