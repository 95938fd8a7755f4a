package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a page of the list of conversations reads: with thousands of conversations it must be the
/// page alone.
class ListPageTest {

    private static final int CONVERSATIONS = 40;
    private static final int PAGE = 10;

    /// Whatever is not on the page is made unreadable, so that reading it would fail.
    @Test
    void p22_aPageReadsTheEntriesOfThatPageAlone() throws SQLException {
        Path folder = TestServer.newFolder();
        Person reader;
        List<Long> peers = new ArrayList<>();
        try (var server = TestServer.started("data.directory", folder.toString())) {
            reader = server.newPerson();
            for (int i = 0; i < CONVERSATIONS; i++) {
                Person peer = server.newPerson();
                peers.add(peer.id());
                try (var client = server.login(peer)) {
                    client.ask("message.send", Json.object("to", "u:" + reader.id(), "key", "k",
                            "text", "from " + peer.id()));
                }
            }
            server.stop();
            // One more than the page: that there is more is known from it.
            spoilAllBut(folder, peers.subList(CONVERSATIONS - PAGE - 1, CONVERSATIONS));
            server.start();
            try (var client = server.login(reader)) {
                var page = client.ask("conversation.list", Json.object("limit", PAGE));
                List<String> names = new ArrayList<>();
                page.path("conversations").forEach(one -> {
                    names.add(one.path("conversation").stringValue(""));
                    assertThat(one.path("unread").intValue(-1)).isEqualTo(1);
                });
                assertThat(names).isEqualTo(peers.reversed().subList(0, PAGE).stream()
                        .map(peer -> "u:" + peer).toList());
                client.refused(500, "conversation.list", Json.object("limit", PAGE, "before",
                        page.path("next").stringValue("")));
            }
        }
    }

    private static void spoilAllBut(Path folder, List<Long> kept) throws SQLException {
        String ids = kept.toString().replace('[', '(').replace(']', ')');
        try (var database = DriverManager.getConnection(
                    "jdbc:sqlite:" + folder.resolve("throng.db"));
                var statement = database.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE entry SET text = 'spoilt', kind = 'spoilt'"
                    + " WHERE sender NOT IN " + ids)).isEqualTo(CONVERSATIONS - PAGE - 1);
        }
    }
}
