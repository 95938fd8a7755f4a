package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is an address, and which ones are in a list.
class NetworksTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:DB8:0:0:0:0:0:7, 2001:db8::7",
        "2001:db8::7, 2001:db8::7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "::1, ::1",
        "::, ::"})
    void p1_anAddressHasOneForm(String written, String shown) {
        assertThat(Networks.canonical(written)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3.4.5", "999.1.1.1", "1.2.3", "1234", "1.2.3.4:5678", ":",
        "1::2::3", "12345::1", "fe80::1%eth0", "localhost", "1.2.3.4.example", "unknown", "/run/x"})
    void p1_whatIsNoAddressIsNoneAndNobodyIsAskedForIt(String written) {
        assertThat(Networks.canonical(written)).isNull();
        assertThat(new Networks(List.of("0.0.0.0/0", "::/0")).contains(written)).isFalse();
    }

    @Test
    void networksAreFoundByTheirFirstBits() {
        var networks = new Networks(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));
        assertThat(List.of("10.255.0.1", "192.0.2.7", "2001:DB8:1::1", "::ffff:10.0.0.1"))
                .allMatch(networks::contains);
        assertThat(List.of("11.0.0.1", "192.0.2.8", "2001:db9::1", "::1", "10.0.0.0/8"))
                .noneMatch(networks::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4.5", "999.1.1.1", "proxy.example", "10.0.0.0/33", "10.0.0.0/x",
        "10.0.0.0/-1", "::/129", "/8", "10.0.0.0/"})
    void anItemThatIsNoNetworkIsNamed(String item) {
        assertThatThrownBy(() -> Networks.check(List.of("10.0.0.0/8", item)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(item + " is no address or network");
    }
}
