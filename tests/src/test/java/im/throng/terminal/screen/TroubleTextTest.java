package im.throng.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.client.RefusedException;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.Reply;
import org.junit.jupiter.api.Test;

class TroubleTextTest {

    private static final TroubleText ZH = new TroubleText(new Texts(Language.ZH));
    private static final TroubleText EN = new TroubleText(new Texts(Language.EN));

    @Test
    void knownRefusalsNameNoFieldOfTheWire() {
        RefusedException tooShort =
                refused(ErrorCode.INVALID_FIELD, "userPwd must have 6 to 128 characters");
        assertThat(ZH.of(tooShort)).isEqualTo("密码要有 6 到 128 个字符");
        assertThat(EN.of(tooShort)).isEqualTo("the password must have 6 to 128 characters");
        assertThat(ZH.of(refused(ErrorCode.INVALID_FIELD, "text must have at most 65536 bytes")))
                .isEqualTo("消息最多 65536 字节");
        assertThat(ZH.of(refused(ErrorCode.INVALID_FIELD,
                "userName must not be blank and must hold no control characters")))
                .isEqualTo("名字不能是空白, 也不能有控制字符");
        assertThat(ZH.of(refused(ErrorCode.NOT_FOUND, "there is no conversation u:200")))
                .contains("没有这个会话");
    }

    @Test
    void whatIsNotKnownIsPassedOnHarmless() {
        assertThat(ZH.of(refused(ErrorCode.INVALID_FIELD, "colour must be\033 red")))
                .isEqualTo("不合要求: colour must be␛ red");
    }

    @Test
    void howLongToWaitIsAlwaysSaid() {
        RefusedException later = new RefusedException(new Reply.Refused(ErrorCode.TOO_FAST,
                "too many wrong passwords", 1_500));
        assertThat(ZH.of(later)).isEqualTo("密码错得太多了: 请等 2 秒再试");
    }

    private static RefusedException refused(ErrorCode code, String words) {
        return new RefusedException(new Reply.Refused(code, words, 0));
    }
}
