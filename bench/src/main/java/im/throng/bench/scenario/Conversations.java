package im.throng.bench.scenario;

import im.throng.bench.load.Correspondence;
import im.throng.bench.load.Paging;
import im.throng.bench.load.Pause;
import im.throng.bench.load.Stage;
import im.throng.bench.load.ThrongConnection;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Limits;
import java.util.Set;

/// Somebody with a great many conversations reads the first page of their list, again and again.
public final class Conversations {

    /// How many conversations a page may have.
    public static final int PAGE_MAX = Limits.PAGE_ENTRIES_MAX;

    private final Conditions conditions;
    private final Size size;

    /// How much of it.
    ///
    /// @param direct    how many direct conversations the reader has
    /// @param groups    how many groups, at most as many
    /// @param page      how many conversations a page may have
    /// @param inFlight  how many pages are under way at once
    /// @param textBytes the length of a text
    public record Size(int direct, int groups, int page, int inFlight, int textBytes) {}

    /// Creates the scenario.
    public Conversations(Conditions conditions, Size size) {
        this.conditions = conditions;
        this.size = size;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report("conversations: the first page of a long list");
        Circumstances.tell(report, conditions);
        report.circumstance("load", size.direct() + " direct conversations and " + size.groups()
                + " groups, half of the former unread; pages of " + size.page() + ", "
                + size.inFlight() + " in flight, closed loop: the next when one has come");
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(), size.direct() + 1)) {
                report.run(figures(report, stage));
            }
        }
        return report;
    }

    private Figures figures(Report report, Stage stage) {
        var figures = new Figures();
        int listed = fill(report, figures, stage);
        ThrongConnection reader =
                stage.swarm().join(stage.tokens().subList(0, 1)).getFirst();
        var paging = new Paging(stage.swarm(), reader, size.page(),
                Math.min(size.page(), listed));
        paging.begin(size.inFlight());
        Pause.of(conditions.warmUp());
        var meters = new Meters(stage);
        Paging.Pages begun = paging.openWindow();
        Pause.of(conditions.window());
        Paging.Pages pages = paging.closeWindow().since(begun);
        meters.stop();
        Paging.Pages all = paging.drain(conditions.drain());
        judge(report, paging, all);
        figures.add("pages-per-s", pages.answered() / meters.seconds());
        figures.add("page-bytes", pages.bytes() / (double) pages.answered());
        meters.tell(figures, report, conditions.pinned());
        figures.add("expected-pages", (double) all.asked());
        figures.add("received-pages", (double) (all.answered() - paging.wrong()));
        meters.serverMicros().ifPresent(micros ->
                figures.add("server-cpu-ms-per-page", micros / 1e3 / pages.answered()));
        figures.addTimes("page", paging.times());
        return figures;
    }

    /// Makes the conversations, and looks whether all of them are listed.
    private int fill(Report report, Figures figures, Stage stage) {
        var correspondence = new Correspondence(stage.address(), stage.tokens().getFirst(),
                stage.tokens().subList(1, size.direct() + 1), size.groups(), size.textBytes());
        long begun = System.nanoTime();
        Set<ConversationName> written = correspondence.write();
        figures.add("filling-s", (System.nanoTime() - begun) / 1e9);
        Set<ConversationName> listed = correspondence.list();
        figures.add("expected-conversations", size.direct() + size.groups() + 1);
        figures.add("listed-conversations", listed.size());
        if (written.size() != size.direct() + size.groups() || !listed.containsAll(written)
                || !listed.contains(ConversationName.ALL)) {
            report.failure(written.size() + " conversations were begun, and not all are listed");
        }
        return listed.size();
    }

    private static void judge(Report report, Paging paging, Paging.Pages all) {
        if (all.asked() != all.answered()) {
            report.failure("asked for " + all.asked() + " pages and received " + all.answered());
        }
        if (paging.wrong() > 0) {
            report.failure(paging.wrong() + " pages were not as they should be");
        }
        if (!paging.complaint().isEmpty()) {
            report.failure(paging.complaint());
        }
    }
}
