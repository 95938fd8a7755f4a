package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitterTest {

    private static final String INSERT = "INSERT INTO meta (name, value) VALUES (?, 'x')";

    @TempDir
    Path directory;

    private Database database;
    private Committer committer;
    private final CompletableFuture<Throwable> death = new CompletableFuture<>();

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("throng.db"));
        committer = new Committer(database, 1 << 20, death::complete);
    }

    @AfterEach
    void close() {
        committer.close();
    }

    @Test
    void aTaskThatRefusesItselfFailsAlone() throws InterruptedException {
        var outcomes = new Outcomes(3);
        committer.submit(outcomes.task("a", sql -> sql.update(INSERT, "a")));
        committer.submit(outcomes.task("b", _ -> {
            throw new RejectedException(ErrorCode.CONFLICT, "no");
        }));
        committer.submit(outcomes.task("c", sql -> sql.update(INSERT, "c")));
        committer.start();
        assertThat(outcomes.await()).containsExactly("a committed", "b CONFLICT", "c committed");
        assertThat(names()).containsExactly("a", "c");
    }

    @Test
    void p17_whoIsToldThatItIsCommittedFindsItThere() throws Exception {
        var found = new CompletableFuture<Boolean>();
        try (Sql other = database.reader()) {
            committer.submit(new Committer.Task() {
                @Override
                public void run(Sql sql) throws SQLException {
                    sql.update(INSERT, "a");
                }

                @Override
                public void committed() {
                    try {
                        found.complete(other.first("SELECT 1 FROM meta WHERE name = ?",
                                _ -> true, "a").isPresent());
                    } catch (SQLException e) {
                        found.completeExceptionally(e);
                    }
                }

                @Override
                public void refused(RejectedException why) {
                    found.completeExceptionally(why);
                }
            });
            committer.start();
            assertThat(found.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTaskThatBreaksTheTransactionTakesNobodyWithIt() throws InterruptedException {
        var outcomes = new Outcomes(4);
        committer.submit(outcomes.task("a", sql -> sql.update(INSERT, "a")));
        committer.submit(outcomes.task("twice", sql -> sql.update(INSERT, "a")));
        committer.submit(outcomes.task("bug", _ -> {
            throw new IllegalStateException("planted");
        }));
        committer.submit(outcomes.task("d", sql -> sql.update(INSERT, "d")));
        committer.start();
        assertThat(outcomes.await()).containsExactly(
                "a committed", "twice INTERNAL", "bug INTERNAL", "d committed");
        assertThat(names()).containsExactly("a", "d");
        assertThat(death).isNotDone();
    }

    @Test
    void aReadThatFailsInARuleUndoesTheTransaction() throws InterruptedException {
        var outcomes = new Outcomes(2);
        committer.submit(outcomes.task("read", sql -> {
            sql.update(INSERT, "half");
            throw new FailedReadException(new SQLException("planted"));
        }));
        committer.submit(outcomes.task("d", sql -> sql.update(INSERT, "d")));
        committer.start();
        assertThat(outcomes.await()).containsExactly("read INTERNAL", "d committed");
        assertThat(names()).containsExactly("d");
    }

    @Test
    void whatWaitsIsBounded() {
        var outcomes = new Outcomes(1);
        for (int i = 0; i < (1 << 20) / 256; i++) {
            committer.submit(outcomes.task("x", _ -> 0));
        }
        assertThatThrownBy(() -> committer.submit(outcomes.task("x", _ -> 0)))
                .isInstanceOfSatisfying(RejectedException.class, refused ->
                        assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        committer.start();
    }

    @Test
    void closingCommitsWhatIsWaiting() throws InterruptedException {
        var outcomes = new Outcomes(1);
        committer.submit(outcomes.task("a", sql -> sql.update(INSERT, "a")));
        committer.start();
        committer.close();
        assertThat(outcomes.await()).containsExactly("a committed");
        assertThatThrownBy(() -> committer.call(_ -> 0)).isInstanceOf(RejectedException.class);
    }

    /// One that came behind the last would be neither stored nor refused.
    @Test
    void nothingComesBehindTheLastTasks() throws InterruptedException {
        var outcomes = new Outcomes(0);
        var waiting = outcomes.task("waiting", _ -> 0);
        var last = outcomes.task("last", _ -> 0);
        var queue = new CommitQueue(1 << 20);
        assertThat(queue.offer(waiting)).isTrue();
        assertThat(queue.end(List.of(last))).isTrue();
        assertThat(queue.offer(waiting)).isFalse();
        assertThat(queue.end(List.of(last))).isFalse();
        assertThat(queue.take(10)).containsExactly(waiting, last);
        assertThat(queue.size()).isZero();
    }

    @Test
    void onlyWhereManyComeTogetherItWaitsForMore() throws InterruptedException {
        assertThat(pausesAfter(Committer.GATHER_TASKS)).singleElement().satisfies(nanos ->
                assertThat(nanos).isLessThan(Committer.GATHER_NANOS));
    }

    @Test
    void aFewDoNotWaitForOthers() throws InterruptedException {
        assertThat(pausesAfter(Committer.GATHER_TASKS - 1)).isEmpty();
    }

    /// Returns how it paused with so many in one transaction and three that came one by one.
    private List<Long> pausesAfter(int together) throws InterruptedException {
        List<Long> pauses = Collections.synchronizedList(new ArrayList<>());
        committer = new Committer(database, 1 << 20, death::complete, pauses::add);
        var outcomes = new Outcomes(together);
        for (int i = 0; i < together; i++) {
            String name = "together " + i;
            committer.submit(outcomes.task(name, sql -> sql.update(INSERT, name)));
        }
        committer.start();
        outcomes.await();
        for (String alone : List.of("x", "y", "z")) {
            committer.call(sql -> sql.update(INSERT, alone));
        }
        committer.close();
        assertThat(names()).hasSize(together + 3).endsWith("x", "y", "z");
        return pauses;
    }

    private List<String> names() {
        try (Sql sql = database.reader()) {
            return sql.all("SELECT name FROM meta ORDER BY name", row -> row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// What tasks were told, in order.
    private static final class Outcomes {

        private final List<String> told = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch missing;

        Outcomes(int count) {
            missing = new CountDownLatch(count);
        }

        List<String> await() throws InterruptedException {
            assertThat(missing.await(10, TimeUnit.SECONDS)).isTrue();
            return told;
        }

        Committer.Task task(String name, Committer.Work<Integer> work) {
            return new Committer.Task() {
                @Override
                public void run(Sql sql) throws SQLException {
                    work.run(sql);
                }

                @Override
                public void committed() {
                    told.add(name + " committed");
                    missing.countDown();
                }

                @Override
                public void refused(RejectedException why) {
                    told.add(name + " " + why.code());
                    missing.countDown();
                }
            };
        }
    }
}
