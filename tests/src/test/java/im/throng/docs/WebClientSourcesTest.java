package im.throng.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a browser would find out only when somebody comes to that place of the page: the modules
/// fit together, say only what both languages know, and are all in `docs/web.md`.
class WebClientSourcesTest {

    private static final Path ROOT = Path.of(System.getProperty("throng.root", ".."));
    private static final Path PAGE = ROOT.resolve("web/src/main/resources/web").normalize();
    /// The build puts it beside the modules.
    private static final Path VUE = PAGE.resolve("vue.js");

    private static final Pattern IMPORT =
            Pattern.compile("import\\s*\\{([^}]*)}\\s*from\\s*'([^']+)'");
    private static final Pattern EXPORT =
            Pattern.compile("^export (?:async )?(?:const|let|function\\*?|class) (\\w+)",
                    Pattern.MULTILINE);
    private static final Pattern KEY = Pattern.compile("^ {2}'([^']+)':", Pattern.MULTILINE);
    private static final Pattern SAID = Pattern.compile("\\bt\\('([^']+)'");
    private static final Pattern MODULE = Pattern.compile("`([\\w-]+\\.js)`");

    private final Map<Path, String> modules = read();

    /// No other form is used, so that the next tests see everything.
    @Test
    void importsNameWhatTheyImport() {
        modules.forEach((module, text) -> assertThat(IMPORT.matcher(text).results().count())
                .as(module.toString())
                .isEqualTo(text.lines().filter(line -> line.startsWith("import ")).count()));
    }

    @Test
    void everythingThatIsImportedIsExported() {
        var missing = new TreeSet<String>();
        modules.forEach((module, text) -> IMPORT.matcher(text).results().forEach(found -> {
            Path from = module.resolveSibling(found.group(2)).normalize();
            if (!from.equals(VUE)) {
                Set<String> there = names(EXPORT, modules.getOrDefault(from, ""));
                imported(found.group(1)).filter(name -> !there.contains(name))
                        .forEach(name -> missing.add(PAGE.relativize(module) + ": " + name
                                + " of " + found.group(2)));
            }
        }));
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingIsImportedInVain() {
        var unused = new TreeSet<String>();
        modules.forEach((module, text) -> {
            String body = IMPORT.matcher(text).replaceAll("");
            IMPORT.matcher(text).results().flatMap(found -> imported(found.group(1)))
                    .filter(name -> !Pattern.compile("\\b" + name + "\\b").matcher(body).find())
                    .forEach(name -> unused.add(PAGE.relativize(module) + ": " + name));
        });
        assertThat(unused).isEmpty();
    }

    @Test
    void whatThePageSaysIsInTheDictionary() {
        Set<String> english = names(KEY, text("i18n/en.js"));
        var said = new TreeSet<String>();
        modules.values().forEach(text -> said.addAll(names(SAID, text)));
        assertThat(said).isNotEmpty();
        assertThat(english).containsAll(said);
    }

    @Test
    void chineseAndEnglishKnowTheSamePhrases() {
        Set<String> english = names(KEY, text("i18n/en.js"));
        // Chinese has one form where English tells one from many.
        Set<String> expected = english.stream()
                .filter(key -> !key.endsWith(".one") || !english.contains(key.replaceFirst(
                        "\\.one$", "")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names(KEY, text("i18n/zh.js"))).isEqualTo(expected);
    }

    @Test
    void theDocumentNamesEveryModule() throws IOException {
        Set<String> there = modules.keySet().stream().filter(one -> PAGE.equals(one.getParent()))
                .map(one -> one.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        there.add("vue.js");
        String document = Document.read("docs/web.md").text();
        String part = document.substring(document.indexOf("\n## Modules"),
                document.indexOf("\n## Security"));
        assertThat(names(MODULE, part)).isEqualTo(there);
    }

    /// Returns the names between the braces of an import.
    private static Stream<String> imported(String braces) {
        return Stream.of(braces.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    private String text(String module) {
        return modules.getOrDefault(PAGE.resolve(module), "");
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<Path, String> read() {
        var modules = new TreeMap<Path, String>();
        try (Stream<Path> files = Files.walk(PAGE)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
                modules.put(file.normalize(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return modules;
    }
}
