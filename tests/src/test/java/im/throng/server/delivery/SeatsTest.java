package im.throng.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.session.Connection;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeatsTest {

    private final Seats seats = new Seats();

    @Test
    void whoComesAndGoesInAnyOrderIsThereOnceOrNot() {
        var random = new Random(7);
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(connection());
        }
        List<Connection> present = new ArrayList<>();
        for (int round = 0; round < 2_000; round++) {
            Connection one = all.get(random.nextInt(all.size()));
            if (random.nextBoolean()) {
                seats.add(one);
                present.remove(one);
                present.add(one);
            } else {
                seats.remove(one);
                present.remove(one);
            }
            assertThat(seats.contains(one)).isEqualTo(present.contains(one));
        }
        assertThat(seats.all()).containsExactlyInAnyOrderElementsOf(present);
        Collections.shuffle(all, random);
        all.forEach(seats::remove);
        assertThat(seats.all()).isEmpty();
    }

    private static Connection connection() {
        Map<String, Integer> seat = new HashMap<>();
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "seat" -> seat.getOrDefault("seat", 0);
                    case "sit" -> seat.put("seat", (Integer) arguments[0]);
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self.hashCode() == arguments[0].hashCode();
                    case "toString" -> "connection";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
