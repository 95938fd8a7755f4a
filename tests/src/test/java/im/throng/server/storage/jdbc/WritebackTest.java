package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritebackTest {

    private static final int ALIGNMENT = 64 * 1024;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(directory.resolve("pages"), new byte[10 * ALIGNMENT + 1]);
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 0", "1, 4, 1", "65536, 4, 1", "65537, 4, 2", "1000000, 4, 4",
        "100000000000, 64, 64"})
    void partsCoverTheFileOnce(long size, int count, int expected) {
        List<Writeback.Part> parts = Writeback.parts(size, count);
        assertThat(parts).hasSize(expected);
        long end = 0;
        for (Writeback.Part part : parts) {
            assertThat(part.from()).isEqualTo(end);
            assertThat(part.from() % ALIGNMENT).isZero();
            end += part.length();
        }
        assertThat(end).isEqualTo(size);
    }

    @Test
    void aPassGoesThroughAllPartsInOrder() {
        var seen = new ArrayList<Integer>();
        try (var writeback = new Writeback(file)) {
            assertThat(writeback.pass(4, seen::add)).isTrue();
        }
        assertThat(seen).containsExactly(0, 1, 2, 3);
    }

    @Test
    void itEndsWhenItIsTo() {
        var seen = new ArrayList<Integer>();
        try (var writeback = new Writeback(file)) {
            assertThat(writeback.pass(4, part -> {
                seen.add(part);
                return part < 2;
            })).isFalse();
        }
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void whatFailsIsNotTriedAgainAndEndsNothing() {
        var writeback = new Writeback(file);
        assertThat(writeback.works()).isTrue();
        writeback.close();
        var seen = new ArrayList<Integer>();
        assertThat(writeback.pass(4, seen::add)).isTrue();
        assertThat(writeback.works()).isFalse();
        assertThat(writeback.pass(4, seen::add)).isTrue();
        assertThat(seen).isEmpty();
    }
}
