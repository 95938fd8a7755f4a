package im.throng;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import im.throng.protocol.message.ClassicMessage;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may use whom, and a few habits that hold everywhere. The table is the one of
/// ARCHITECTURE.md; a package that has no row in it fails, and so does a rule that fits nothing.
class ArchitectureTest {

    private static final String ROOT = "im.throng.";
    private static final String NETTY = "io.netty..";
    private static final String JACKSON = "tools.jackson..";
    private static final String SSL = "javax.net.ssl..";
    private static final String LOG = "org.slf4j..";
    private static final String PICOCLI = "picocli..";
    private static final String HISTOGRAM = "org.HdrHistogram..";
    private static final String JLINE = "org.jline..";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            // What JMH writes.
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .importPackages("im.throng");

    /// Our packages with all that each may use, itself and the JDK aside.
    private static final Map<String, List<String>> MAY_USE = table();

    private static Map<String, List<String>> table() {
        var rows = new TreeMap<String, List<String>>();
        String[] protocol = {"protocol.message", "protocol.error"};
        rows.put("protocol", List.of());
        rows.put("protocol.error", List.of());
        rows.put("protocol.message", List.of("protocol.error"));
        rows.put("protocol.codec", with(protocol, JACKSON));
        rows.put("protocol.frame", List.of(NETTY));

        rows.put("server", with(protocol, "server.config", "server.storage", "server.wiring",
                PICOCLI));
        rows.put("server.telemetry", List.of("io.micrometer.."));
        rows.put("server.session", with(protocol));
        rows.put("server.delivery", with(protocol, "server.session", "server.telemetry"));
        String[] feature = with(protocol, "server.session", "server.delivery",
                "server.telemetry", LOG)
                .toArray(String[]::new);
        rows.put("server.account", with(feature, "org.bouncycastle.crypto..",
                "com.github.benmanes.caffeine.cache.."));
        rows.put("server.presence", with(feature, "server.account"));
        rows.put("server.group", with(feature, "server.account"));
        rows.put("server.chat", with(feature, "server.account", "server.group"));
        rows.put("server.dispatch", with(protocol, "server.session", "server.account",
                "server.presence", "server.group", "server.chat", "server.telemetry", LOG));
        putGateway(rows, protocol);
        rows.put("server.storage", with(protocol));
        // The codec gives the events of groups the form in which they are kept.
        rows.put("server.storage.jdbc", with(protocol, "protocol.codec", "server.session",
                "server.storage", "server.account", "server.presence", "server.group",
                "server.chat", "server.delivery", "server.telemetry", "org.sqlite..",
                "java.sql..",
                "com.github.benmanes.caffeine.cache..", LOG));
        rows.put("server.storage.redis", with(protocol, "server.storage", "server.account",
                "server.telemetry",
                "io.lettuce..", JACKSON, LOG));
        rows.put("server.config", with(protocol, "server.account", "server.presence",
                "server.group",
                "server.chat", "server.gateway", "server.gateway.tls", "server.storage.jdbc",
                "server.storage.redis"));
        rows.put("server.command", with(protocol, "protocol.codec", "server", "server.account",
                "server.chat", "server.config", "server.storage", "server.telemetry",
                "server.wiring", PICOCLI,
                "de.siegmar.fastcsv.."));
        rows.put("server.wiring", List.of(ROOT + "server..", ROOT + "protocol..", LOG));

        rows.put("client", with(protocol, "client.request", "client.listen", "client.store",
                "client.transport", NETTY));
        rows.put("client.store", with(protocol, "protocol.codec", "org.sqlite..", "java.sql..",
                LOG));
        rows.put("client.request", with(protocol));
        rows.put("client.listen", with(protocol, "client.request", LOG));
        rows.put("client.transport", with(protocol, "protocol.codec", "protocol.frame",
                "client.request", NETTY, SSL, LOG));

        putBench(rows, protocol);
        // It measures from inside; the composition root is not for it, see below.
        rows.put("micro", List.of(ROOT + "server..", ROOT + "protocol..", "org.openjdk.jmh.."));

        // The codec writes what `tail --json` prints: one form of an entry, not two.
        rows.put("terminal", with(protocol, "protocol.codec", "client", "client.store",
                "terminal.command", "terminal.profile", "terminal.screen", PICOCLI, LOG));
        rows.put("terminal.profile", with(protocol, LOG));
        rows.put("terminal.command", with(protocol));
        rows.put("terminal.screen", with(protocol, "client", "client.store", JLINE, LOG));
        return rows;
    }

    private static void putGateway(Map<String, List<String>> rows, String[] protocol) {
        String[] gateway = with(protocol, "protocol.codec", "protocol.frame", "server.session",
                "server.telemetry", NETTY, LOG).toArray(String[]::new);
        rows.put("server.gateway", with(gateway));
        rows.put("server.gateway.dialect", with(gateway, "server.gateway", "server.dispatch"));
        rows.put("server.gateway.websocket", with(gateway, "server.gateway"));
        rows.put("server.gateway.http", with(gateway, "server.gateway",
                "server.gateway.websocket", "server.dispatch"));
        rows.put("server.gateway.tls", with(gateway, "server.gateway", SSL,
                "org.bouncycastle.asn1..", "org.bouncycastle.cert..",
                "org.bouncycastle.operator.."));
        rows.put("server.gateway.tcp", with(gateway, "server.gateway", "server.gateway.http",
                "server.gateway.tls"));
    }

    private static void putBench(Map<String, List<String>> rows, String[] protocol) {
        rows.put("bench", List.of("bench.scenario", "bench.load", "bench.probe", "bench.profile",
                "bench.report", "bench.trial", PICOCLI));
        rows.put("bench.probe", List.of());
        rows.put("bench.profile", List.of("bench.report", "jdk.jfr.."));
        rows.put("bench.resp", List.of(NETTY));
        rows.put("bench.load", with(protocol, "protocol.codec", "protocol.frame", "bench.probe",
                "bench.resp", HISTOGRAM, NETTY));
        rows.put("bench.scenario", with(protocol, "bench.load", "bench.probe", "bench.report",
                HISTOGRAM));
        rows.put("bench.report", List.of(HISTOGRAM, JACKSON));
        rows.put("bench.check", List.of());
        rows.put("bench.trial", with(protocol, "protocol.codec", "bench.load", "bench.check",
                JACKSON));
    }

    private static List<String> with(String[] some, String... more) {
        return Stream.of(some, more).flatMap(Stream::of).toList();
    }

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyWhatItsRowNames() {
        return MAY_USE.entrySet().stream()
                .filter(row -> !row.getKey().equals("protocol"))
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    var allowed = new ArrayList<>(List.of("java..", "javax.crypto..",
                            "org.jspecify..", ROOT + row.getKey()));
                    row.getValue().forEach(name -> allowed.add(
                            name.endsWith("..") ? name : ROOT + name));
                    if (!row.getValue().contains("java.sql..")) {
                        noClasses().that().resideInAPackage(ROOT + row.getKey())
                                .should().dependOnClassesThat().resideInAPackage("java.sql..")
                                .check(OURS);
                    }
                    classes().that().resideInAPackage(ROOT + row.getKey())
                            .should().onlyDependOnClassesThat()
                            .resideInAnyPackage(allowed.toArray(String[]::new))
                            .check(OURS);
                }));
    }

    @Test
    void everyPackageHasARow() {
        var packages = new TreeSet<String>();
        OURS.forEach(one -> packages.add(one.getPackageName().substring(ROOT.length())));
        assertThat(MAY_USE.keySet()).containsAll(packages);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("im.throng.(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void onlyTheEntrancesUseTheCompositionRoot() {
        noClasses().that().resideOutsideOfPackages(ROOT + "server", ROOT + "server.command",
                        ROOT + "server.wiring")
                .should().dependOnClassesThat().resideInAPackage(ROOT + "server.wiring")
                .check(OURS);
    }

    @Test
    void onlyTheCompositionRootPicksImplementations() {
        noClasses().that(resideInAPackage(ROOT + "server..").and(DescribedPredicate.not(
                        resideInAnyPackage(ROOT + "server.wiring", ROOT + "server.config",
                                ROOT + "server.storage..", ROOT + "server",
                                ROOT + "server.command"))))
                .should().dependOnClassesThat().resideInAPackage(ROOT + "server.storage..")
                .check(OURS);
    }

    @Test
    void everyPackageSaysItsJobAndIsNullMarked() {
        var described = new TreeSet<String>();
        OURS.forEach(one -> {
            if (one.getSimpleName().equals("package-info")
                    && one.isAnnotatedWith(NullMarked.class)) {
                described.add(one.getPackageName());
            }
        });
        var packages = new TreeSet<String>();
        OURS.forEach(one -> packages.add(one.getPackageName()));
        assertThat(described).isEqualTo(packages);
    }

    @Test
    void namesSaySomething() {
        var nothing = Pattern.compile(
                ".*(Util|Utils|Helper|Helpers|Manager|Impl|Misc|Common|Data|Info)");
        var bucket = Pattern.compile(".*\\.(util|utils|common|misc|helper|helpers|base|manager)");
        var bad = OURS.stream()
                .filter(one -> !one.getSimpleName().equals("package-info"))
                .filter(one -> nothing.matcher(one.getSimpleName()).matches()
                        || bucket.matcher(one.getPackageName()).matches())
                .map(JavaClass::getName).toList();
        assertThat(bad).isEmpty();
    }

    @Test
    void aHandlerIsNettys() {
        classes().that().haveSimpleNameEndingWith("Handler")
                .should().beAssignableTo("io.netty.channel.ChannelHandler").check(OURS);
    }

    @Test
    void aStoreInAFeatureIsAnInterface() {
        classes().that().haveSimpleNameEndingWith("Store")
                .and().resideOutsideOfPackage(ROOT + "server.storage..")
                .and().resideInAPackage(ROOT + "server..")
                .should().beInterfaces().check(OURS);
    }

    @Test
    void messagesAreRecordsOfSealedHierarchies() {
        for (Class<?> root : List.of(Request.class, Reply.class, Push.class,
                ClassicMessage.class)) {
            var messages = OURS.stream()
                    .filter(one -> one.isAssignableTo(root)).toList();
            assertThat(messages.size()).as("messages of %s", root).isGreaterThan(1);
            assertThat(messages).as("messages of %s", root).allMatch(
                    one -> one.isRecord() || (one.isInterface() && one.reflect().isSealed()));
        }
    }

    @Test
    void noStaticStateChanges() {
        fields().that().areStatic().should().beFinal().check(OURS);
        fields().that().areStatic().and().doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should().notHaveRawType(resideInAnyPackage("java.util.concurrent..")
                        .as("concurrent collections and the like")).check(OURS);
    }

    @Test
    void timeAndChanceComeFromOutside() {
        noClasses().should().callMethod(Instant.class, "now").check(OURS);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(OURS);
        noClasses().should().callConstructor(Random.class).check(OURS);
    }

    @Test
    void failuresHaveANameOfTheirOwn() {
        noClasses().should().callConstructor(RuntimeException.class, String.class)
                .orShould().callConstructor(RuntimeException.class, Throwable.class)
                .orShould().callConstructor(RuntimeException.class, String.class, Throwable.class)
                .because("a failure says what it is by its class").check(withoutExceptions());
    }

    /// Exceptions of ours call the constructor of what they extend.
    private static JavaClasses withoutExceptions() {
        return OURS.that(new DescribedPredicate<JavaClass>("are no exceptions") {
            @Override
            public boolean test(JavaClass one) {
                return !one.isAssignableTo(RuntimeException.class);
            }
        });
    }

    @Test
    void aRuleThatFitsNothingFails() {
        ArchRule empty = classes().that().resideInAPackage("im.throng.nowhere")
                .should(haveSimpleName("Anything"));
        assertThatThrownBy(() -> empty.check(OURS)).isInstanceOf(AssertionError.class);
    }
}
