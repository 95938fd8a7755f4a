package im.throng.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.GroupId;
import im.throng.server.session.Connection;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final GroupId ONE = new GroupId(1);
    private static final GroupId TWO = new GroupId(2);

    private final Topics topics = new Topics();
    private final Connection first = connection();
    private final Connection second = connection();

    @Test
    void aConnectionHearsWhatItWasAddedToOnce() {
        topics.add(ONE, first);
        topics.add(ONE, first);
        topics.add(TWO, first);
        topics.add(ONE, second);
        assertThat(topics.of(ONE)).containsExactly(first, second);
        assertThat(topics.of(TWO)).containsExactly(first);
        topics.remove(ONE, first);
        topics.remove(ONE, first);
        assertThat(topics.of(ONE)).containsExactly(second);
        assertThat(topics.of(TWO)).containsExactly(first);
    }

    @Test
    void whoGoesAndWhatEndsLeaveNothingBehind() {
        topics.add(ONE, first);
        topics.add(TWO, first);
        topics.add(TWO, second);
        topics.drop(first);
        topics.drop(first);
        assertThat(topics.of(ONE)).isEmpty();
        assertThat(topics.of(TWO)).containsExactly(second);
        assertThat(topics.isEmpty()).isFalse();
        topics.close(TWO);
        topics.close(TWO);
        assertThat(topics.isEmpty()).isTrue();
    }

    private static Connection connection() {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self.hashCode() == arguments[0].hashCode();
                    case "toString" -> "connection " + System.identityHashCode(self);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
