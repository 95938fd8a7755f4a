package im.throng.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void chineseAndEmojiTakeTwoColumnsAndMarksNone() {
        assertThat(Columns.width("Bob")).isEqualTo(3);
        assertThat(Columns.width("小明")).isEqualTo(4);
        assertThat(Columns.width("，")).isEqualTo(2);
        assertThat(Columns.width("😀")).isEqualTo(2);
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
        assertThat(Columns.width("👨\u200D👩\u200D👧")).isEqualTo(2);
        assertThat(Columns.width("a\tb")).isEqualTo(9);
    }

    @Test
    void everythingPaddedIsEquallyWide() {
        for (String name : new String[] {"Bob", "小明", "😀", "a very long name indeed",
            "很长很长很长很长的名字", "", "x👨\u200D👩\u200D👧y"}) {
            assertThat(Columns.width(Columns.pad(name, 9))).as(name).isEqualTo(9);
        }
    }

    @Test
    void whatIsCutEndsInAnEllipsisAndInNoHalf() {
        assertThat(Columns.cut("很长的名字", 6)).isEqualTo("很长…");
        assertThat(Columns.cut("很长的名字", 5)).isEqualTo("很长…");
        assertThat(Columns.cut("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(Columns.cut("fits", 4)).isEqualTo("fits");
    }
}
