package im.throng.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// Folding stacks, and drawing them.
class FlameTest {

    private final Flame flame = new Flame("all");

    @Test
    void stacksHaveTheirBeginningInCommon() {
        flame.add(List.of("a", "b"), 3);
        flame.add(List.of("a", "c"), 1);
        flame.add(List.of("a"), 2);
        assertThat(flame.weight()).isEqualTo(6);
        assertThat(flame.children()).singleElement().satisfies(a -> {
            assertThat(a.weight()).isEqualTo(6);
            assertThat(a.children()).extracting(Flame::name).containsExactly("b", "c");
            assertThat(a.children()).extracting(Flame::weight).containsExactly(3L, 1L);
        });
        assertThat(flame.own()).containsExactly(entry("b", 3L), entry("a", 2L), entry("c", 1L));
    }

    @Test
    void aFrameThatCallsItselfCountsOnce() {
        flame.add(List.of("a", "b", "a"), 5);
        flame.add(List.of("c", "a"), 1);
        assertThat(flame.whole()).containsExactly(entry("a", 6L), entry("b", 5L), entry("c", 1L));
        assertThat(flame.own()).containsExactly(entry("a", 6L));
    }

    @Test
    void aDrawingIsWholeAndSaysEachFramesShare() throws Exception {
        flame.add(List.of("loop", "im.throng.A<B>.run", "java.util.List.of"), 750);
        flame.add(List.of("loop", "io.netty.X.read"), 249);
        flame.add(List.of("committer", "sqlite \"x\" & y"), 1);
        String svg = FlameGraph.svg("time & place", flame);

        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        var titles = document.getElementsByTagName("title");
        assertThat(titles.getLength()).isEqualTo(7);
        assertThat(titles.item(0).getTextContent()).isEqualTo("all, 100.00 %");
        assertThat(svg).contains("<title>im.throng.A&lt;B&gt;.run, 75.00 %</title>"
                        + "<rect class=\"ours\" x=\"1.2\"", "width=\"900.0\"",
                "<title>sqlite &quot;x&quot; &amp; y, 0.10 %</title>")
                .doesNotContain("<script", "href", "url(", "NaN");
    }

    @Test
    void whatIsTooNarrowIsLeftOut() {
        flame.add(List.of("much"), 1_000_000);
        flame.add(List.of("little"), 1);
        assertThat(FlameGraph.svg("t", flame)).contains("<title>much, ")
                .doesNotContain("little");
    }

    @Test
    void nothingIsDrawnOfNothing() {
        assertThat(FlameGraph.svg("t", flame)).contains("<title>all, ")
                .doesNotContain("NaN");
    }
}
