package im.throng.bench.scenario;

import im.throng.bench.load.Exchange;
import im.throng.bench.load.GroupMaker;
import im.throng.bench.load.Lane;
import im.throng.bench.load.Stage;
import im.throng.bench.load.SwarmConnection;
import im.throng.bench.load.Token;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One sender writes to groups of different sizes in turn, in short rounds on one server: what a
/// stored message costs by the number of members (P-28). Whatever disturbs the machine meanwhile
/// disturbs all sizes alike.
public final class Groups {

    /// What a size needs before its part of a round is measured.
    private static final Duration SETTLING_MAX = Duration.ofMillis(250);
    private static final int SETTLING_PART = 8;

    private final Conditions conditions;
    private final Size size;

    /// How much of it.
    ///
    /// @param members   how many members each group has, the sender included; rising
    /// @param rounds    how many parts the window of each size has
    /// @param inFlight  how many messages are under way at once: sent, but not yet acknowledged
    ///                  and received by those who are online
    /// @param online    how many members beside the sender are online, where there are so many
    /// @param textBytes the length of a text
    public record Size(List<Integer> members, int rounds, int inFlight, int online,
                       int textBytes) {
        /// Keeps its own copy.
        public Size {
            members = List.copyOf(members);
        }
    }

    /// Creates the scenario.
    public Groups(Conditions conditions, Size size) {
        this.conditions = withRoom(conditions, size.members().getLast());
        this.size = size;
    }

    /// Returns conditions in which a group may have so many members.
    static Conditions withRoom(Conditions conditions, int members) {
        int byDefault = 100_000;
        return members <= byDefault ? conditions
                : conditions.with("groups.members", Integer.toString(members));
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report(
                "groups: one message to a group, stored and synced first, by its members");
        Circumstances.tell(report, conditions);
        report.circumstance("load", "groups of " + size.members().stream().map(String::valueOf)
                .collect(Collectors.joining(", ")) + " members, the sender and " + size.online()
                + " others online; " + Traffic.words(size.inFlight(), 0, size.textBytes()));
        report.circumstance("rounds", size.rounds() + ", in each of which every size has "
                + conditions.window().dividedBy(size.rounds()).toMillis()
                + " ms, in an order that rotates");
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(), people())) {
                report.run(figures(report, stage));
            }
        }
        return report;
    }

    private int people() {
        return Math.max(size.members().getLast(), 1 + size.online());
    }

    private Figures figures(Report report, Stage stage) {
        List<GroupCosts> sizes = made(stage);
        stage.swarm().join(stage.tokens().subList(0, 1 + size.online()));
        var traffic = new Traffic(conditions, report);
        for (GroupCosts one : sizes) {
            Exchange.Plan plan = plan(stage, one);
            one.sent(size.online() == 0 ? 0 : traffic.callTheRoll(stage, plan));
            one.sent(traffic.window(stage, plan, 0, Duration.ZERO,
                    conditions.warmUp().dividedBy(sizes.size())));
        }
        var whole = new Meters(stage);
        rounds(stage, sizes, traffic);
        whole.stop();
        var figures = new Figures();
        whole.tell(figures, report, conditions.pinned());
        sizes.forEach(one -> one.tell(figures, sizes.getFirst()));
        compare(report, figures, stage, sizes);
        return figures;
    }

    private void rounds(Stage stage, List<GroupCosts> sizes, Traffic traffic) {
        Duration length = conditions.window().dividedBy(size.rounds());
        Duration settling = length.dividedBy(SETTLING_PART);
        if (settling.compareTo(SETTLING_MAX) > 0) {
            settling = SETTLING_MAX;
        }
        List<GroupCosts> order = new ArrayList<>(sizes);
        for (int round = 0; round < size.rounds(); round++) {
            for (GroupCosts one : order) {
                one.measured(traffic.window(stage, plan(stage, one), round, settling, length));
            }
            Collections.rotate(order, 1);
        }
    }

    private Exchange.Plan plan(Stage stage, GroupCosts costs) {
        List<SwarmConnection> people = stage.swarm().connections();
        int hearing = Math.min(size.online(), costs.members() - 1);
        Set<SwarmConnection> receivers = Set.copyOf(people.subList(1, 1 + hearing));
        return new Exchange.Plan(List.of(new Lane(people.getFirst(), costs.group(),
                receivers::contains)), hearing, size.inFlight(), 0, size.textBytes());
    }

    /// Makes the groups. One more is made last and left alone: at the end of a table an entry is
    /// cheaper to add than in its middle, and no size must have that to itself.
    private List<GroupCosts> made(Stage stage) {
        List<UserId> users = stage.tokens().stream().map(Token::user).toList();
        try (var maker = new GroupMaker(stage.address(), stage.tokens().getFirst())) {
            List<GroupCosts> sizes = new ArrayList<>();
            for (int members : size.members()) {
                ConversationName.Group group =
                        maker.make("group of " + members, users.subList(1, members));
                if (maker.members(group) != members) {
                    throw new IllegalStateException("the group has not " + members + " members");
                }
                sizes.add(new GroupCosts(group, members, maker.head(group)));
            }
            maker.make("the last group", List.of());
            return sizes;
        }
    }

    /// Compares what was sent with what is in the logs.
    private void compare(Report report, Figures figures, Stage stage, List<GroupCosts> sizes) {
        long sent = 0;
        long stored = 0;
        try (var maker = new GroupMaker(stage.address(), stage.tokens().getFirst())) {
            for (GroupCosts one : sizes) {
                long found = maker.head(one.group()) - one.headBefore();
                if (found != one.sent()) {
                    report.failure("in the group of " + one.members() + ", " + one.sent()
                            + " messages were sent and " + found + " are stored");
                }
                sent += one.sent();
                stored += found;
            }
        }
        figures.add("sent-messages", (double) sent);
        figures.add("stored-messages", (double) stored);
        figures.add("expected-deliveries",
                (double) sizes.stream().mapToLong(GroupCosts::expected).sum());
        figures.add("received-deliveries",
                (double) sizes.stream().mapToLong(GroupCosts::received).sum());
    }
}
