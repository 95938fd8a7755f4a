package im.throng.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class Argon2HasherTest {

    private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);
    private final Argon2Hasher hasher = new Argon2Hasher(CHEAP, new SecureRandom());

    /// A vector of the reference implementation's own tests (phc-winner-argon2, `src/test.c`,
    /// Argon2id, version 1.3).
    private static final String REFERENCE = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void itAgreesWithTheReferenceImplementation() {
        assertThat(hasher.matches("password", REFERENCE)).isTrue();
        assertThat(hasher.matches("Password", REFERENCE)).isFalse();
    }

    @Test
    void aHashMatchesItsPasswordAndNoOther() {
        String hash = hasher.hash("密码 😀");
        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(hasher.matches("密码 😀", hash)).isTrue();
        assertThat(hasher.matches("密码 😀 ", hash)).isFalse();
        assertThat(hasher.hash("密码 😀")).isNotEqualTo(hash);
    }

    @Test
    void aHashOfOtherParametersIsOutdatedButStillMatches() {
        var stronger = new Argon2Hasher(new Argon2Parameters(128, 2, 1), new SecureRandom());
        String old = hasher.hash("secret1");
        assertThat(stronger.isOutdated(old)).isTrue();
        assertThat(stronger.matches("secret1", old)).isTrue();
        assertThat(hasher.isOutdated(old)).isFalse();
    }

    @Test
    void whatIsNoHashMatchesNothing() {
        assertThat(hasher.matches("", "")).isFalse();
        assertThat(hasher.matches("x", "$argon2id$v=19$m=64,t=1,p=1$$")).isFalse();
        assertThat(hasher.matches("secret1", hasher.decoy())).isFalse();
    }
}
