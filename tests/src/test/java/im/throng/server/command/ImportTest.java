package im.throng.server.command;

import static im.throng.server.command.CommandRun.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `throng users import` takes, and what it says of what it does not take.
class ImportTest {

    private static final String QUOTED = '"' + HASH + '"';

    @TempDir
    Path folder;

    @Test
    void aFileWithoutAHeaderHasThreeColumns() {
        imported("7,Ann,secret\n8,\"Bob, \"\"the\"\" O'Neil\"," + QUOTED + "\r\n9,小明,x\n")
                .expect(0);
        var all = json();
        assertThat(all).hasSize(3);
        assertThat(all.get(1)).contains("Bob, ", "the", " O'Neil").doesNotContain("argon2id");
        assertThat(all.get(2)).contains("小明");
    }

    @Test
    void aHeaderNamesTheColumnsInAnyOrder() {
        imported("\uFEFFRole,createdAt,\"Name\",hash,ID,bio,sex\n"
                + "admin,5,Ann," + QUOTED + ",7,\"two\nlines\",f\n,,Bob,plain,8,,\n").expect(0);
        assertThat(json().getFirst()).contains("\"userId\":7", "\"sex\":\"f\"",
                "\"bio\":\"two\\nlines\"", "\"createdAt\":5,", "\"role\":\"admin\"");
        assertThat(json().getLast()).contains("\"role\":\"user\"");
    }

    @Test
    void wrongLinesAreListedByNumberAndNothingIsImported() {
        var run = imported("id,name,password,sex\n7,Ann,secret1,f\n0,Bob,secret2,\n"
                + "8,\"\nx\",secret3,\n9,Cid,secret4\n7,Dan,secret5,\n10,Eve,,\nx,Fay,secret6,\n"
                + "11,Gil,$2b$12$abcdefghijklmnopqrstuvwxyz,\n12,Hal,\"" + HASH + "!\",\n"
                + "14,Jim," + HASH + "\n13,Ida,secret7,12345678901234567\n").expect(65);
        assertThat(run.err()).contains("line 3: id must be an integer", "line 4: name must",
                "line 6: there are 3 fields in place of 4", "line 7: the id is that of line 2",
                "line 8: password must have", "line 9: id must be",
                "line 10: the hash is of another kind", "line 11: the hash is damaged",
                "line 12: there are 5 fields in place of 4; a hash", "line 13: sex must",
                "nothing was imported");
        assertThat(run.err() + run.out()).doesNotContain("secret", "$2b$", HASH);
        assertThat(json()).isEmpty();
    }

    @Test
    void wrongLinesAreLeftOutIfThatIsAskedFor() {
        var run = imported("7,Ann,secret\n0,Bob,secret\n8,Cid,secret\n", "--skip-wrong").expect(0);
        assertThat(run.out()).contains("imported 2 accounts", "left out 1 wrong lines");
        assertThat(run.err()).contains("line 2: ");
        assertThat(json()).hasSize(2);
    }

    @Test
    void ofVeryManyWrongLinesSomeAreListed() {
        var run = imported("0,n,p\n".repeat(1_000)).expect(65);
        assertThat(run.err().lines()).hasSize(202);
        assertThat(run.err()).contains("line 200: ", "and 800 more").doesNotContain("line 201: ");
    }

    @Test
    void idsThatAreTakenAreNamedAndLeftAlone() {
        imported("7,Ann,secret\n").expect(0);
        var run = imported("7,thief,other\n8,Bob,secret\n").expect(0);
        assertThat(run.out()).contains("imported 1 accounts", "left alone 1", "taken: 7");
        assertThat(json().getFirst()).contains("\"Ann\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"id,name; lacks the column password",
        "id,name,password,colour; none of id, name", "id,name,hash,password; password twice"})
    void aHeaderThatMakesNoSenseIsRefused(String header, String words) {
        assertThat(imported(header + "\n7,Ann,secret\n").expect(65).err())
                .contains("line 1: ", words);
    }

    @Test
    void aQuotationMarkThatIsNotClosedIsFound() {
        assertThat(imported("7,Ann,secret\n8,Bob,\"open\n9,Cid,secret\n").expect(65).err())
                .contains("line 2: ", "quotation mark");
        assertThat(imported("7,Ann,secret\n8,\"B\"ob,x\n9,Cid,secret\n").expect(65).err())
                .contains("line 2: ", "quotation marks");
        assertThat(json()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        assertThat(CommandRun.on(folder, "import", "nowhere.csv").expect(66).err())
                .contains("nowhere.csv");
        var latin = Files.write(folder.resolve("latin.csv"),
                "7,Zoë,secret\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(CommandRun.on(folder, "import", latin.toString()).expect(65).err())
                .contains("UTF-8");
    }

    @Test
    void theStandardInputIsAFileToo() {
        assertThat(CommandRun.with("7,Ann,secret\n", folder, "import", "-").expect(0).out())
                .contains("imported 1 accounts");
        assertThat(json()).hasSize(1);
    }

    private CommandRun imported(String csv, String... more) {
        var file = CommandRun.file(folder, "users.csv", csv);
        return more.length == 0 ? CommandRun.on(folder, "import", file)
                : CommandRun.on(folder, "import", file, more[0]);
    }

    private List<String> json() {
        return CommandRun.on(folder, "list", "--json").expect(0).out().lines().toList();
    }
}
