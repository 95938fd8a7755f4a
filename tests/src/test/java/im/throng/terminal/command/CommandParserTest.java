package im.throng.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {

    @Test
    void theNumbersAreTheChoicesOfTheMenu() {
        assertThat(CommandParser.parse("1")).isEqualTo(new Command.ShowOnline());
        assertThat(CommandParser.parse(" 2 ")).isEqualTo(new Command.AskAndSay());
        assertThat(CommandParser.parse("3")).isEqualTo(new Command.ShowMessages(null));
        assertThat(CommandParser.parse("4\r")).isEqualTo(new Command.Leave());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "?", "？", "/help"})
    void anEmptyLineAndAQuestionShowTheMenu(String line) {
        assertThat(CommandParser.parse(line)).isEqualTo(new Command.ShowMenu());
    }

    @Test
    void whatFollowsSayIsTakenAsAWhole() {
        assertThat(CommandParser.parse("/say hello  there /quit"))
                .isEqualTo(new Command.Say("hello  there /quit"));
        assertThat(CommandParser.parse("/say")).isEqualTo(new Command.AskAndSay());
    }

    @Test
    void aMessageToOneNamesTheUserFirst() {
        assertThat(CommandParser.parse("/msg 100 你好 吗"))
                .isEqualTo(new Command.Tell(new UserId(100), "你好 吗"));
        assertThat(CommandParser.parse("/history 100"))
                .isEqualTo(new Command.ShowMessages(new UserId(100)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/logot", "/msg", "/msg 100", "/msg x hello", "/msg 0 hello",
        "/history x"})
    void aMistypedCommandIsNeverSent(String line) {
        assertThat(CommandParser.parse(line)).isInstanceOf(Command.UnknownCommand.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "12", "hello", "1 2"})
    void anythingElseIsAWrongChoice(String line) {
        assertThat(CommandParser.parse(line)).isEqualTo(new Command.WrongChoice());
    }

    @Test
    void anIdIsAPositiveNumberWithinItsBounds() {
        assertThat(CommandParser.parseId(" 100 ")).contains(new UserId(100));
        assertThat(CommandParser.parseId("9007199254740991")).isPresent();
        assertThat(CommandParser.parseId("9007199254740992")).isEmpty();
        assertThat(CommandParser.parseId("99999999999999999999")).isEmpty();
        assertThat(CommandParser.parseId("0")).isEmpty();
        assertThat(CommandParser.parseId("-1")).isEmpty();
        assertThat(CommandParser.parseId("١٠٠")).isEmpty();
        assertThat(CommandParser.parseId("")).isEmpty();
    }
}
