package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupNews;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Groups that end while a connection does not hear its groups yet.
class RecentEndsTest {

    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private final RecentEnds ends = new RecentEnds();

    @Test
    void membersAreToldOfTheEndsTheyMissedAndOfNoOthers() {
        ends.add(new GroupId(7), 10, List.of(ANN));
        ends.add(new GroupId(8), 20, List.of(ANN, BOB));
        assertThat(ends.missed(ANN, 9)).containsExactly(ended(7), ended(8));
        assertThat(ends.missed(ANN, 10)).containsExactly(ended(8));
        assertThat(ends.missed(BOB, 0)).containsExactly(ended(8));
        assertThat(ends.missed(BOB, 20)).isEmpty();
        assertThat(ends.missed(new UserId(3), 0)).isEmpty();
    }

    @Test
    void whoMayHaveBeenInALargeGroupReadsTheListAgain() {
        ends.add(new GroupId(7), 10, LongStream.rangeClosed(1, RecentEnds.MEMBERS_MAX + 1)
                .mapToObj(UserId::new).toList());
        assertThat(ends.missed(new UserId(5_000), 9))
                .containsExactly(new Push.EverythingMoved());
        assertThat(ends.missed(new UserId(5_000), 10)).isEmpty();
    }

    @Test
    void whoWaitsLongerThanIsKeptReadsTheListAgain() {
        for (int i = 1; i <= 300; i++) {
            ends.add(new GroupId(i), i, List.of(BOB));
        }
        assertThat(ends.missed(ANN, 1)).containsExactly(new Push.EverythingMoved());
        assertThat(ends.missed(ANN, 299)).isEmpty();
    }

    private static Push ended(long group) {
        return new Push.GroupChanged(new ConversationName.Group(new GroupId(group)),
                GroupNews.DISSOLVED);
    }
}
