package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.GroupId;
import org.junit.jupiter.api.Test;

class GroupRatesTest {

    @Test
    void whatIsRememberedIsBounded() {
        var rates = new GroupRates(1, 1);
        for (int i = 1; i <= 50_000; i++) {
            rates.admit(new GroupId(i), 0);
        }

        assertThat(rates.size()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void aGroupThatIsWrittenToIsNotForgotten() {
        var rates = new GroupRates(1, 1);
        var busy = new GroupId(1);
        assertThat(rates.admit(busy, 0)).isZero();
        for (int i = 2; i <= 50_000; i++) {
            rates.admit(new GroupId(i), 0);
            assertThat(rates.admit(busy, 0)).isPositive();
        }
    }

    @Test
    void withoutALimitNothingIsRemembered() {
        var rates = new GroupRates(0, 1);
        assertThat(rates.admit(new GroupId(1), 0)).isZero();

        assertThat(rates.size()).isZero();
    }
}
