package im.throng.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Profiles;
import im.throng.server.account.UserStore;
import im.throng.server.group.GroupConfig;
import im.throng.server.group.GroupDirectory;
import im.throng.server.group.GroupStore;
import im.throng.server.session.Sessions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a page of the list of conversations asks for.
class ListServiceTest {

    private static final UserId READER = new UserId(1);

    private final List<Object> asked = new ArrayList<>();

    @Test
    void aPageAsksForTheTitlesOfThatPageAlone() {
        var page = service().page(READER, null, 10);
        assertThat(page.conversations()).hasSize(10);
        assertThat(page.next()).isNotNull();
        assertThat(asked).containsExactlyInAnyOrderElementsOf(
                LongStream.rangeClosed(100, 109).mapToObj(UserId::new).toList());
    }

    private ListService service() {
        var profiles = new Profiles(stub(UserStore.class, (_, method, arguments) -> {
            if (method.getName().equals("users")) {
                asked.addAll((Collection<?>) arguments[0]);
                return List.of();
            }
            return null;
        }), new Sessions(1), () -> 0);
        var conversations = stub(ConversationStore.class, (_, _, arguments) ->
                LongStream.range(100, 100 + (Integer) arguments[2])
                        .mapToObj(ListServiceTest::row).toList());
        var groups = new GroupDirectory(stub(GroupStore.class, (_, _, _) -> null), profiles,
                InstantSource.system(), new GroupConfig(10, 10));
        return new ListService(conversations, new HistoryService(
                stub(EntryStore.class, (_, _, _) -> null), profiles, groups));
    }

    private static ConversationStore.Row row(long peer) {
        var other = new UserId(peer);
        return new ConversationStore.Row(new Place.Between(READER, other), null,
                new ConversationStore.Cursor(peer, peer), 1,
                new StoredEntry(1, other, 0, new EntryBody.Text("text", null, Mentions.NONE)),
                0, 1, false, false, false, 0L);
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                handler));
    }
}
