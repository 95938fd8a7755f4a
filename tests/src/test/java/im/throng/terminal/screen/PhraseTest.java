package im.throng.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhraseTest {

    @ParameterizedTest
    @EnumSource(Phrase.class)
    void everyPhraseIsThereInBothLanguages(Phrase phrase) {
        assertThat(phrase.in(Language.ZH)).isNotBlank();
        assertThat(phrase.in(Language.EN)).isNotBlank();
        assertThat(gaps(phrase.in(Language.ZH))).isEqualTo(gaps(phrase.in(Language.EN)));
        assertThat(phrase.in(Language.ZH).lines().count())
                .isEqualTo(phrase.in(Language.EN).lines().count());
    }

    @Test
    void theMenusAreTheOriginalsWordForWord() {
        assertThat(Phrase.FIRST_MENU.in(Language.ZH).lines().map(String::strip)).containsExactly(
                "----------------欢迎登陆多人聊天系统------------",
                "1 登陆聊天室", "2 注册用户", "3 退出系统", "请选择(1-3):");
        assertThat(new Texts(Language.ZH).say(Phrase.SECOND_MENU, "xxx").lines()).containsExactly(
                "-------恭喜xxx登录成功---------",
                "-------1. 显示在线用户列表---------",
                "-------2. 发送消息---------",
                "-------3. 信息列表---------",
                "-------4. 退出系统---------",
                "请选择(1-4):");
    }

    @Test
    void theLanguageIsThatOfTheEnvironment() {
        assertThat(Language.of("zh_CN.UTF-8")).isEqualTo(Language.ZH);
        assertThat(Language.of("ZH")).isEqualTo(Language.ZH);
        assertThat(Language.of("en_GB.UTF-8")).isEqualTo(Language.EN);
        assertThat(Language.of("C")).isEqualTo(Language.EN);
        assertThat(Language.of(null)).isEqualTo(Language.EN);
    }

    private static int gaps(String text) {
        return text.split("%s", -1).length;
    }
}
