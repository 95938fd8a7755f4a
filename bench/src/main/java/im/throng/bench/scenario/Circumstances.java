package im.throng.bench.scenario;

import im.throng.bench.load.Program;
import im.throng.bench.load.ServerChoice;
import im.throng.bench.probe.Machine;
import im.throng.bench.probe.ProcessProbe;
import im.throng.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.TreeMap;

/// What a report says of where and how it was measured.
final class Circumstances {

    private Circumstances() {}

    static void tell(Report report, Conditions conditions) {
        Machine.facts().forEach(report::circumstance);
        report.circumstance("version",
                Optional.ofNullable(Report.class.getPackage().getImplementationVersion())
                        .orElse("(not built)"));
        report.circumstance("commit", Machine.commit(Program.folder()));
        switch (conditions.server()) {
            case ServerChoice.Own own -> {
                report.circumstance("server", "its own, on the loopback interface, "
                        + (own.pinned() ? "pinned to core 0" : "not pinned"));
                report.circumstance("server-limits", "rates of requests and sends of a session "
                        + "switched off; everything else as configured by default");
                if (!own.settings().isEmpty()) {
                    report.circumstance("server-settings",
                            new TreeMap<>(own.settings()).toString());
                }
                if (!own.jvmOptions().isEmpty()) {
                    report.circumstance("server-jvm", String.join(" ", own.jvmOptions()));
                }
                report.circumstance("server-data", fileSystem(own));
            }
            case ServerChoice.Running running -> {
                report.circumstance("server", running.address() + ", running before; its limits "
                        + "and its core are whatever it was started with");
                if (running.pid() == null) {
                    report.note("the server's processor time is unknown: name its --pid");
                }
            }
        }
        report.circumstance("generator", "one event loop, "
                + (conditions.pinned() ? "pinned to core 1" : "not pinned"));
        report.circumstance("processor-time-from", ProcessProbe.self().cpu().source());
        report.circumstance("seconds", conditions.warmUp().toSeconds() + " warm-up, "
                + conditions.window().toSeconds() + " window");
        if (!conditions.isPublishable()) {
            report.note("not for publication: warm-up or window is shorter than 10 s");
        }
        if (!conditions.pinned()) {
            report.note("server and generator share cores: times hold both");
        }
    }

    private static String fileSystem(ServerChoice.Own own) {
        try {
            return "on " + Files.getFileStore(own.parent()).type();
        } catch (IOException e) {
            return "on an unknown file system";
        }
    }
}
