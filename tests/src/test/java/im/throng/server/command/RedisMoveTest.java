package im.throng.server.command;

import static im.throng.server.command.CommandRun.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.storage.redis.SharedRedis;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Accounts move between the embedded database and Redis.
class RedisMoveTest {

    @RegisterExtension
    static final SharedRedis REDIS = new SharedRedis();

    @TempDir
    Path folder;

    @Test
    void accountsMoveToRedisAndBack() {
        var sqlite = folder.resolve("sqlite");
        var redis = folder.resolve("redis");
        var back = folder.resolve("back");
        CommandRun.on(sqlite, "import", CommandRun.file(folder, "users.csv", many())).expect(0);
        var moved = folder.resolve("moved.csv").toString();
        CommandRun.on(sqlite, "export", moved).expect(0);
        CommandRun.on(redis, "import", moved, "--set", store()).expect(0);
        assertThat(REDIS.cli().hlen("throng:users")).isEqualTo(2_500);

        var again = folder.resolve("again.csv").toString();
        CommandRun.on(redis, "export", again, "--set", store()).expect(0);
        CommandRun.on(back, "import", again).expect(0);
        assertThat(CommandRun.on(sqlite, "verify", "--against-set", "data.directory=" + back)
                .expect(0).out()).contains("EQUAL: 2500 accounts are the same, 0 are not");
        assertThat(CommandRun.on(redis, "verify", "--set", store(), "--against-set",
                "data.directory=" + sqlite, "--against-set", "users.store=sqlite").expect(0).out())
                .contains("EQUAL: 2500", REDIS.address());
    }

    @Test
    void usersOfTheOriginalAreExportedAtOnceAndHashedWhereTheyArrive() {
        REDIS.original(100, "{\"userId\":100,\"userPwd\":\"123456\",\"userName\":\"scott\"}");
        var redis = folder.resolve("redis");
        CommandRun.with("password\n", redis, "add", "--name", "Ann", "--set", store()).expect(0);
        var file = folder.resolve("file.csv").toString();
        CommandRun.on(redis, "export", file, "--set", store()).expect(0);
        var sqlite = folder.resolve("sqlite");
        CommandRun.on(sqlite, "import", file).expect(0);
        assertThat(CommandRun.on(sqlite, "export").expect(0).out())
                .contains("scott,\"$argon2id$", "Ann,\"$argon2id$");
    }

    private static String store() {
        return "users.store=" + REDIS.address();
    }

    private static String many() {
        var csv = new StringBuilder("id,name,password,bio\n");
        for (int id = 1; id <= 2_500; id++) {
            csv.append(id).append(",\"name, ").append(id).append("\",\"").append(HASH)
                    .append("\",\"line\n \"\"2\"\" \"\n");
        }
        return csv.toString();
    }
}
