package im.throng.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.session.UserSession;
import org.junit.jupiter.api.Test;

class TokensTest {

    private final Tokens tokens = new Tokens(new byte[32]);
    private final Tokens.Token token = new Tokens.Token(new UserSession(new SessionId("s1"),
            new User(new UserId(7), "安", "f", "bio", "", 3, Role.ADMIN), "phone", "::1", 5, true),
            10, 20);

    @Test
    void aTokenIsReadAsItWasMade() {
        assertThat(tokens.read(tokens.make(token))).contains(token);
    }

    @Test
    void aTokenWithOneCharacterChangedIsNone() {
        String text = tokens.make(token);
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(tokens.read(changed)).as("character %d", i).isEmpty();
        }
    }

    @Test
    void whatIsCutOrLengthenedIsNone() {
        String text = tokens.make(token);
        for (int i = 0; i < text.length(); i++) {
            assertThat(tokens.read(text.substring(0, i))).isEmpty();
        }
        assertThat(tokens.read(text + "A")).isEmpty();
        assertThat(tokens.read(text + "=")).isEmpty();
        assertThat(tokens.read("not a token")).isEmpty();
    }

    @Test
    void aTokenOfAnotherKeyIsNone() {
        byte[] key = new byte[32];
        key[31] = 1;
        assertThat(new Tokens(key).read(tokens.make(token))).isEmpty();
    }
}
