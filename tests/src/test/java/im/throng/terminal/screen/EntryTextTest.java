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

    private static Entry entry(ConversationName to, UserId from, Instant at) {
        return new Entry(to, 1, from, "Bob\033", at.toEpochMilli(),
                new EntryBody.Text("hi\n", null, Mentions.NONE));
    }
}
