package im.throng.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.UserId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionsTest {

    private final Completions completions = new Completions(
            () -> Map.of(new UserId(100), "小明", new UserId(200), "Bob the Builder"),
            () -> Map.of("all", "", "g:5", "爬山"),
            word -> "about " + word.word());

    @Test
    void commandsAreCompletedWithWhatTheyAreFor() {
        assertThat(completions.of("/w")).containsOnly(
                Map.entry("/who", "about /who"), Map.entry("/watch", "about /watch"));
        assertThat(completions.of("/")).hasSize(CommandWord.values().length);
        assertThat(completions.of("/help h")).containsOnlyKeys("/history", "/help");
    }

    @Test
    void statusesLanguagesAndOtherWordsAreCompleted() {
        assertThat(completions.of("/status ")).containsOnlyKeys(
                "online", "busy", "away", "invisible");
        assertThat(completions.of("/lang Z")).containsOnlyKeys("zh");
        assertThat(completions.of("/profile n")).containsOnlyKeys("name");
        assertThat(completions.of("/devices revoke o")).containsOnlyKeys("others");
        assertThat(completions.of("/status busy ")).isEmpty();
    }

    @Test
    void usersSeenAreCompletedByIdAndByNamesOfOneWord() {
        assertThat(completions.of("/open ")).containsOnlyKeys("all", "g:5", "100", "200");
        assertThat(completions.of("/open 爬")).containsOnly(Map.entry("爬山", "g:5"));
        assertThat(completions.of("/group inf")).containsOnlyKeys("info");
        assertThat(completions.of("/group role 1")).containsOnlyKeys("100");
        assertThat(completions.of("/group policy ")).containsOnlyKeys("open", "approve", "invite");
        assertThat(completions.of("/mute ")).containsOnlyKeys("on", "off");
        assertThat(completions.of("/open 1")).containsOnly(Map.entry("100", "小明"));
        assertThat(completions.of("/open 小")).containsOnly(Map.entry("小明", "100"));
        assertThat(completions.of("/msg 100 2")).isEmpty();
        assertThat(completions.of("/watch 100 2")).containsOnlyKeys("200");
        assertThat(completions.of("hello @小")).containsOnlyKeys("@小明");
    }

    @Test
    void ordinaryTextIsLeftAlone() {
        assertThat(completions.of("hello wor")).isEmpty();
        assertThat(completions.of("/nothing ")).isEmpty();
    }
}
