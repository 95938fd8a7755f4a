package im.throng.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.ReplyCodec;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What a look at a frame finds is what the codec wrote.
class GlanceTest {

    private static final ConversationName ALL = new ConversationName.All();
    private static final Wording WORDING = new Wording(0xfeedbeef, 100);

    @Test
    void aPushedMessageIsKnownByItsNumber() {
        ByteBuf push = push(WORDING.text(123_456));
        assertThat(Glance.isMessage(push)).isTrue();
        assertThat(Glance.isReply(push)).isFalse();
        assertThat(Glance.messageNumber(push, WORDING)).isEqualTo(123_456);
    }

    @Test
    void aMessageOfAnotherRunIsNone() {
        assertThat(Glance.messageNumber(push(new Wording(1, 100).text(5)), WORDING))
                .isEqualTo(Glance.OTHER);
        assertThat(Glance.messageNumber(push("hello"), WORDING)).isEqualTo(Glance.OTHER);
        assertThat(WORDING.number("hello")).isEqualTo(Glance.OTHER);
        assertThat(WORDING.number(WORDING.text(7))).isEqualTo(7);
    }

    @Test
    void anAnswerIsKnownByItsId() {
        ByteBuf sent = Unpooled.wrappedBuffer(ReplyCodec.encode(1_000_000_042L,
                new ChatReply.Sent(ALL, 9, 1234, false)));
        assertThat(Glance.isReply(sent)).isTrue();
        assertThat(SendTemplate.numberOf(Glance.acknowledgedId(sent))).isEqualTo(42);
        ByteBuf refused = Unpooled.wrappedBuffer(ReplyCodec.encode(1_000_000_042L,
                new Reply.Refused(ErrorCode.UNAVAILABLE, "too much", 5)));
        assertThat(Glance.acknowledgedId(refused)).isEqualTo(Glance.OTHER);
    }

    @Test
    void aTemplateWritesWhatTheCodecWouldWrite() throws Exception {
        var template = new SendTemplate(new ConversationName.Direct(new UserId(77)), WORDING);
        for (int number : new int[] {0, 1, 65_535, 1_000_000}) {
            ByteBuf frame = template.message(UnpooledByteBufAllocator.DEFAULT, number);
            assertThat(frame.readInt()).isEqualTo(frame.readableBytes());
            var envelope = EnvelopeReader.read(frame.nioBuffer());
            assertThat(envelope.id()).isEqualTo(1_000_000_000L + number);
            assertThat(RequestCodec.decode(envelope)).isEqualTo(new ChatRequest.SendMessage(
                    new ConversationName.Direct(new UserId(77)), WORDING.key(number),
                    new EntryBody.Text(WORDING.text(number), null, Mentions.NONE)));
            assertThat(frame.toString(StandardCharsets.UTF_8)).contains("\"message.send\"");
            frame.release();
        }
    }

    private static ByteBuf push(String text) {
        return Unpooled.wrappedBuffer(PushCodec.encode(new Push.NewEntry(new Entry(ALL, 17,
                new UserId(5), "somebody", 1234, new EntryBody.Text(text, null,
                Mentions.NONE)))));
    }
}
