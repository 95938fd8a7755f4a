package im.throng.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HarmlessTextTest {

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "hello, 你好, שלום, 👩‍👩‍👧, \"quoted\" %s $HOME";
        assertThat(HarmlessText.of(text)).isEqualTo(text);
    }

    @Test
    void escapesAndOtherControlsBecomeVisible() {
        assertThat(HarmlessText.of("\033[2J\007\r\n\t\0")).isEqualTo("␛[2J␇␍␊␉␀");
        assertThat(HarmlessText.of("\177")).isEqualTo("␡");
        assertThat(HarmlessText.of("\u0080\u009b31m\u009f")).isEqualTo("\uFFFD\uFFFD31m\uFFFD");
    }

    @Test
    void theReadingDirectionCannotBeTurned() {
        assertThat(HarmlessText.of("a\u202Eb\u2066c\u2069d\u200Fe\u061Cf"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf");
    }

    @Test
    void aLineCannotBeForged() {
        assertThat(HarmlessText.of("a\u2028b\u2029c\u0085d"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
    }

    @Test
    void halfAPairIsReplaced() {
        assertThat(HarmlessText.of("a\uD83Db")).isEqualTo("a\uFFFDb");
    }
}
