package im.throng.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {

    @Test
    void theNumbersAreTheChoicesOfTheMenu() {
        assertThat(CommandParser.parse("1")).isEqualTo(new Command.ShowOnline());
        assertThat(CommandParser.parse(" 2 ")).isEqualTo(new Command.AskAndSay());
        assertThat(CommandParser.parse("3")).isEqualTo(new Command.ShowMessages());
        assertThat(CommandParser.parse("4\r")).isEqualTo(new Command.Leave());
    }

    @Test
    void anEmptyLineIsNothing() {
        assertThat(CommandParser.parse("")).isEqualTo(new Command.Nothing());
        assertThat(CommandParser.parse(" \t ")).isEqualTo(new Command.Nothing());
    }

    @Test
    void eachCommandIsReadWithWhatFollowsIt() {
        Map.ofEntries(
                Map.entry("/all", new Command.Open("all")),
                Map.entry("/open 小 明", new Command.Open("小 明")),
                Map.entry("/who", new Command.Who("")),
                Map.entry("/WHO Bob", new Command.Who("Bob")),
                Map.entry("／who", new Command.Who("")),
                Map.entry("/history", new Command.History(20)),
                Map.entry("/history 5", new Command.History(5)),
                Map.entry("/history 9999", new Command.History(200)),
                Map.entry("/search-user 小", new Command.SearchUser("小")),
                Map.entry("/watch 1, 2，Bob", new Command.Watch(List.of("1", "2", "Bob"))),
                Map.entry("/unwatch 1", new Command.Unwatch(List.of("1"))),
                Map.entry("/status invisible", new Command.SetStatus(Status.INVISIBLE)),
                Map.entry("/profile", new Command.ShowProfile()),
                Map.entry("/profile name A B",
                        new Command.ChangeProfile(Command.ProfileField.NAME, "A B")),
                Map.entry("/profile bio",
                        new Command.ChangeProfile(Command.ProfileField.BIO, "")),
                Map.entry("/password", new Command.ChangePassword()),
                Map.entry("/devices", new Command.ShowDevices()),
                Map.entry("/devices revoke 2", new Command.RevokeDevice(2)),
                Map.entry("/devices revoke others", new Command.RevokeOthers()),
                Map.entry("/lang EN", new Command.SetLanguage("en")),
                Map.entry("/bell on", new Command.SetBell(true)),
                Map.entry("/menu", new Command.ShowMenu()),
                Map.entry("/help", new Command.Help(null)),
                Map.entry("/help who", new Command.Help(CommandWord.WHO)),
                Map.entry("/logout", new Command.Logout()),
                Map.entry("/quit", new Command.Leave()))
                .forEach((line, command) ->
                        assertThat(CommandParser.parse(line)).as(line).isEqualTo(command));
    }

    @Test
    void conversationsAndGroupsHaveTheirCommands() {
        Map.<String, Command>ofEntries(
                Map.entry("/chats", new Command.ShowChats()),
                Map.entry("#12", new Command.GoTo(12)),
                Map.entry("/goto #12", new Command.GoTo(12)),
                Map.entry("#1 of all", new Command.Text("#1 of all")),
                Map.entry("/next", new Command.OpenNext()),
                Map.entry("/more", new Command.ShowMore()),
                Map.entry("/reply 12 yes, do", new Command.Reply(12, "yes, do")),
                Map.entry("/reply #12 好", new Command.Reply(12, "好")),
                Map.entry("/retry", new Command.Retry(null)),
                Map.entry("/retry 3", new Command.Retry(3L)),
                Map.entry("/discard 3", new Command.Discard(3)),
                Map.entry("/read", new Command.MarkRead("")),
                Map.entry("/read u:200", new Command.MarkRead("u:200")),
                Map.entry("/mute", new Command.Mute(null)),
                Map.entry("/mute ON", new Command.Mute(true)),
                Map.entry("/pin off", new Command.Pin(false)),
                Map.entry("/group create 爬山 200 Bob",
                        new Command.Group(GroupWord.CREATE, null, "爬山 200 Bob")),
                Map.entry("/group info", new Command.Group(GroupWord.INFO, null, "")),
                Map.entry("/group JOIN g:5 code",
                        new Command.Group(GroupWord.JOIN, new GroupId(5), "code")),
                Map.entry("/group add g:5 200",
                        new Command.Group(GroupWord.ADD, new GroupId(5), "200")),
                Map.entry("/group add", new Command.WrongGroupUse(GroupWord.ADD)),
                Map.entry("/group leave now", new Command.WrongGroupUse(GroupWord.LEAVE)),
                Map.entry("/group", new Command.WrongGroupUse(null)),
                Map.entry("/group fly", new Command.WrongGroupUse(null)))
                .forEach((line, command) ->
                        assertThat(CommandParser.parse(line)).as(line).isEqualTo(command));
    }

    @Test
    void twoSlashesBeginATextThatBeginsWithOne() {
        assertThat(CommandParser.parse("//home/me is full"))
                .isEqualTo(new Command.Text("/home/me is full"));
    }

    @ParameterizedTest
    @CsvSource({"/logot,LOGOUT", "/hist,HISTORY", "/whp,WHO", "/serach-user,SEARCH_USER",
        "/PASSWRD,PASSWORD", "/x,", "/,", "/home/me,", "/banana,"})
    void theNearestCommandIsSuggested(String typed, @Nullable CommandWord nearest) {
        assertThat(CommandParser.parse(typed + " 1"))
                .isEqualTo(new Command.UnknownCommand(typed, nearest));
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
                .isEqualTo(new Command.Tell("100", "你好 吗"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/msg", "/msg 100", "/history x", "/history 0", "/open", "/watch",
        "/status", "/status happy", "/profile age 3", "/password old new", "/devices revoke",
        "/devices revoke x", "/devices 1", "/lang fr", "/bell", "/help nothing", "/all 3",
        "/quit now", "/logout all", "/reply", "/reply 12", "/reply x y", "/discard", "/mute x"})
    void aCommandThatIsUsedWronglyIsNeverSent(String line) {
        assertThat(CommandParser.parse(line)).isInstanceOf(Command.WrongUse.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "12", "hello", "1 2", "?", "？"})
    void anythingElseIsAText(String line) {
        assertThat(CommandParser.parse(line)).isEqualTo(new Command.Text(line));
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
