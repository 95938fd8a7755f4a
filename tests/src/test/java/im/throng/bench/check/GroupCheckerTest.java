package im.throng.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Small histories of a group, and one for each way to break a rule of them.
class GroupCheckerTest {

    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final long EVE = 3;
    private static final String ALL = "all";
    private static final String GROUP = "g:1";

    private final History history = new History();
    private final List<LogEntry> log = new ArrayList<>();
    private final Journal ann = history.connection(ANN);
    private final Journal bob = history.connection(BOB);

    @Test
    void aGroupIsReadFromOnesOwnJoiningOnAndByNoOutsider() {
        group(Set.of(ANN));
        sent(ann, GROUP, "one");
        stored(2, ANN, "one");
        changed(3, Set.of(BOB), Set.of());
        history.read(new Reading(ANN, GROUP, true, log));
        history.read(new Reading(BOB, GROUP, true, log.subList(2, 3)));
        history.read(new Reading(EVE, GROUP, false, List.of()));
        assertThat(broken()).isEmpty();
        history.read(new Reading(BOB, GROUP, true, log));
        assertThat(broken()).containsExactly(Rule.COMPLETENESS);
    }

    @Test
    void whoWasRemovedHearsNothingMore() {
        group(Set.of(ANN, BOB));
        changed(2, Set.of(), Set.of(BOB));
        sent(ann, GROUP, "one");
        bob.add(new Event.Heard(40, GROUP, stored(3, ANN, "one")));
        history.read(new Reading(ANN, GROUP, true, log));
        assertThat(broken()).containsExactly(Rule.COMPLETENESS);
    }

    @Test
    void whoIsNoMemberHearsNothingBeforeTheJoiningAndNotTheRemovalItself() {
        group(Set.of(ANN));
        sent(ann, GROUP, "one");
        bob.add(new Event.Heard(2, GROUP, stored(2, ANN, "one")));
        readByAnn();
        assertThat(broken()).containsExactly(Rule.COMPLETENESS);
        assertThat(witness(Rule.COMPLETENESS)).contains("heard [2]", "was no member");
    }

    @Test
    void anOutsidersMessageInTheLogIsFound() {
        group(Set.of(ANN, BOB));
        changed(2, Set.of(), Set.of(BOB));
        sent(bob, GROUP, "one");
        stored(3, BOB, "one");
        readByAnn();
        assertThat(broken()).containsExactly(Rule.MEMBERSHIP);
        assertThat(witness(Rule.MEMBERSHIP)).contains("[3] of 2", "is of no member");
    }

    @Test
    void aMemberWhoIsTurnedAwayIsFoundAndAnOutsiderIsNot() {
        group(Set.of(ANN));
        bob.add(new Event.Denied(20, 21, GROUP));
        changed(2, Set.of(BOB), Set.of());
        readByAnn();
        assertThat(broken()).isEmpty();
        bob.add(new Event.Denied(40, 41, GROUP));
        assertThat(broken()).containsExactly(Rule.MEMBERSHIP);
        assertThat(witness(Rule.MEMBERSHIP)).contains("turned away", "from 2 to 2");
    }

    @Test
    void aPageReadAfterTheRemovalIsFound() {
        group(Set.of(ANN, BOB));
        changed(2, Set.of(), Set.of(BOB));
        readByAnn();
        bob.add(new Event.PageRead(20, 40, GROUP, 0, 2, log.subList(0, 1)));
        assertThat(broken()).isEmpty();
        bob.add(new Event.PageRead(40, 41, GROUP, 0, 2, log.subList(0, 1)));
        assertThat(broken()).containsExactly(Rule.MEMBERSHIP);
    }

    @Test
    void aPageThatBeginsBeforeTheJoiningIsFound() {
        group(Set.of(ANN));
        changed(2, Set.of(BOB), Set.of());
        readByAnn();
        bob.add(new Event.PageRead(40, 41, GROUP, 0, 2, log.subList(1, 2)));
        assertThat(broken()).isEmpty();
        bob.add(new Event.PageRead(40, 41, GROUP, 0, 2, log));
        assertThat(broken()).containsExactly(Rule.COMPLETENESS);
    }

    @Test
    void anAcknowledgedChangeThatIsNotThereIsALoss() {
        group(Set.of(ANN));
        changed(2, Set.of(BOB), Set.of());
        log.removeLast();
        readByAnn();
        assertThat(broken()).containsExactly(Rule.LOSS);
        assertThat(witness(Rule.LOSS)).contains("+[2]", "the log ends at 1");
    }

    @Test
    void aChangeThatNobodyAskedForIsAPhantom() {
        group(Set.of(ANN));
        log.add(LogEntry.change(2, ANN, Set.of(BOB), Set.of()));
        readByAnn();
        assertThat(broken()).containsExactly(Rule.PHANTOM);
    }

    @Test
    void anUnansweredChangeMayBeThereOnceButNotTwice() {
        group(Set.of(ANN));
        ask(Set.of(BOB), Set.of());
        log.add(LogEntry.change(2, ANN, Set.of(BOB), Set.of()));
        readByAnn();
        assertThat(broken()).isEmpty();
        changed(3, Set.of(), Set.of(BOB));
        log.add(LogEntry.change(4, ANN, Set.of(BOB), Set.of()));
        readByAnn();
        assertThat(broken()).contains(Rule.UNKNOWN);
    }

    @Test
    void twoChangesThatAreAcknowledgedAtOnePlaceAreADuplicate() {
        group(Set.of(ANN));
        changed(2, Set.of(BOB), Set.of());
        ann.add(new Event.ChangeMade(32, ask(Set.of(BOB), Set.of()), Set.of(BOB), 2));
        readByAnn();
        assertThat(broken()).contains(Rule.DUPLICATE);
    }

    @Test
    void anAnswerThatNothingChangedMustBeSo() {
        group(Set.of(ANN, BOB));
        ann.add(new Event.ChangeMade(31, ask(Set.of(BOB), Set.of()), Set.of(), 0));
        readByAnn();
        assertThat(broken()).isEmpty();
        ann.add(new Event.ChangeMade(32, ask(Set.of(), Set.of(BOB)), Set.of(), 0));
        assertThat(broken()).containsExactly(Rule.MEMBERSHIP);
        assertThat(witness(Rule.MEMBERSHIP)).contains("left out 2");
    }

    @Test
    void aChangeByWhoIsNoOwnerIsFound() {
        group(Set.of(ANN, BOB, EVE));
        var change = history.change(BOB, GROUP, Set.of(), Set.of(EVE));
        bob.add(new Event.ChangeAsked(30, change));
        bob.add(new Event.ChangeMade(31, change, Set.of(EVE), 2));
        log.add(LogEntry.change(2, BOB, Set.of(), Set.of(EVE)));
        readByAnn();
        assertThat(broken()).containsExactly(Rule.MEMBERSHIP);
        assertThat(witness(Rule.MEMBERSHIP)).contains("is not of the owner");
    }

    @Test
    void whatIsSentAfterAChangeWasAcknowledgedStandsBehindIt() {
        group(Set.of(ANN, BOB));
        var late = history.message(BOB, GROUP, "late", "late", false);
        bob.add(new Event.Sending(50, late));
        stored(2, BOB, "late");
        changed(3, Set.of(EVE), Set.of());
        readByAnn();
        assertThat(broken()).containsExactly(Rule.REAL_TIME);
    }

    @Test
    void aChangeAndAMessageOfOneConnectionKeepTheirOrder() {
        group(Set.of(ANN));
        var change = ask(Set.of(BOB), Set.of());
        var one = history.message(ANN, GROUP, "one", "one", false);
        ann.add(new Event.Sending(30, one));
        ann.add(new Event.Acked(31, one, GROUP, 2, false));
        ann.add(new Event.ChangeMade(32, change, Set.of(BOB), 3));
        stored(2, ANN, "one");
        log.add(LogEntry.change(3, ANN, Set.of(BOB), Set.of()));
        readByAnn();
        assertThat(broken()).containsExactly(Rule.SENDER_ORDER);
    }

    @Test
    void aTryThatWasRefusedSaysNothingOfTheOrderOfTheNext() {
        group(Set.of(ANN, BOB));
        var one = history.message(BOB, GROUP, "one", "one", false);
        var two = history.message(BOB, GROUP, "two", "two", false);
        bob.add(new Event.Sending(2, one));
        bob.add(new Event.Sending(3, two));
        bob.add(new Event.Sending(4, one));
        bob.add(new Event.Acked(6, two, GROUP, 2, false));
        bob.add(new Event.Acked(7, one, GROUP, 3, false));
        stored(2, BOB, "two");
        stored(3, BOB, "one");
        readByAnn();
        assertThat(broken()).containsExactly(Rule.SENDER_ORDER);
        var line = history.connection(BOB);
        line.add(new Event.Sending(2, one));
        line.add(new Event.Sending(3, two));
        line.add(new Event.Sending(4, one));
        line.add(new Event.Refused(5, one, "no member"));
        line.add(new Event.Acked(6, two, GROUP, 2, false));
        line.add(new Event.Acked(7, one, GROUP, 3, false));
        assertThat(count(Rule.SENDER_ORDER)).isEqualTo(1);
    }

    @Test
    void whoComesBackHearsOnFromTheJoiningAndFromNowhereElse() {
        group(Set.of(ANN, BOB));
        bob.add(new Event.Heard(11, GROUP, log.get(0)));
        changed(2, Set.of(), Set.of(BOB));
        sent(ann, GROUP, "one");
        stored(3, ANN, "one");
        changed(4, Set.of(BOB), Set.of());
        sent(ann, GROUP, "two");
        stored(5, ANN, "two");
        readByAnn();
        bob.add(new Event.Heard(60, GROUP, log.get(4)));
        assertThat(broken()).containsExactly(Rule.ORDER);
        var other = history.connection(BOB);
        other.add(new Event.Heard(11, GROUP, log.get(0)));
        other.add(new Event.Heard(60, GROUP, log.get(3)));
        other.add(new Event.Heard(61, GROUP, log.get(4)));
        assertThat(count(Rule.ORDER)).isEqualTo(1);
    }

    @Test
    void whatAnAnswerLeavesOutAHintMakesUpForBeforeTheNextPush() {
        group(Set.of(ANN, BOB));
        for (int i = 2; i <= 5; i++) {
            var text = "text " + i;
            var message = history.message(BOB, GROUP, text, text, false);
            bob.add(new Event.Sending(i, message));
            if (i == 2 || i == 4) {
                bob.add(new Event.Acked(i, message, GROUP, i, false));
            }
            stored(i, BOB, text);
        }
        readByAnn();
        assertThat(broken()).isEmpty();
        bob.add(new Event.Hinted(6, Map.of(GROUP, 3L)));
        bob.add(new Event.Heard(7, GROUP, log.get(4)));
        assertThat(broken()).isEmpty();
        var other = history.connection(BOB);
        other.add(new Event.Heard(7, GROUP, log.get(1)));
        other.add(new Event.Hinted(7, Map.of(ALL, 9L)));
        other.add(new Event.Heard(8, GROUP, log.get(3)));
        assertThat(broken()).containsExactly(Rule.ORDER);
    }

    @Test
    void aMarkBehindTheJoiningIsFoundAndChangesAreNotUnread() {
        group(Set.of(ANN));
        sent(ann, GROUP, "one");
        stored(2, ANN, "one");
        changed(3, Set.of(BOB), Set.of());
        changed(4, Set.of(EVE), Set.of());
        readByAnn();
        bob.add(new Event.Listed(50, 51, GROUP, 4, 3, 0));
        assertThat(broken()).isEmpty();
        bob.add(new Event.Listed(50, 51, GROUP, 4, 1, 1));
        assertThat(broken()).containsExactly(Rule.READ_MARKS);
        assertThat(witness(Rule.READ_MARKS)).contains("the joining at 3");
    }

    @Test
    void aGroupThatAnOutsiderIsShownIsFound() {
        group(Set.of(ANN, BOB));
        changed(2, Set.of(), Set.of(BOB));
        readByAnn();
        bob.add(new Event.Listed(50, 51, GROUP, 2, 1, 0));
        assertThat(broken()).containsExactly(Rule.MEMBERSHIP);
    }

    @Test
    void aPageOfNothingToAnOutsiderIsNoRefusal() {
        group(Set.of(ANN));
        readByAnn();
        history.read(new Reading(BOB, GROUP, true, List.of()));
        assertThat(broken()).containsExactly(Rule.COMPLETENESS);
    }

    /// Begins the group, of Ann.
    private void group(Set<Long> members) {
        var change = history.change(ANN, GROUP, members, Set.of());
        var founder = history.connection(ANN);
        founder.add(new Event.ChangeAsked(-2, change));
        founder.add(new Event.ChangeMade(-1, change, members, 1));
        log.add(LogEntry.change(1, ANN, members, Set.of()));
    }

    private Change ask(Set<Long> joining, Set<Long> leaving) {
        var change = history.change(ANN, GROUP, joining, leaving);
        ann.add(new Event.ChangeAsked(29, change));
        return change;
    }

    /// Has Ann change the group, between the times 30 and 31.
    private void changed(long seq, Set<Long> joining, Set<Long> leaving) {
        var change = history.change(ANN, GROUP, joining, leaving);
        var line = history.connection(ANN);
        line.add(new Event.ChangeAsked(30, change));
        line.add(new Event.ChangeMade(31, change, joining.isEmpty() ? leaving : joining, seq));
        log.add(LogEntry.change(seq, ANN, joining, leaving));
    }

    /// The owner reads it all, as far as it has come: an earlier reading would end too early.
    private void readByAnn() {
        history.read(new Reading(ANN, GROUP, true, log));
    }

    private void sent(Journal by, String conversation, String text) {
        by.add(new Event.Sending(1,
                history.message(by.user(), conversation, text, text, false)));
    }

    private LogEntry stored(long seq, long from, String text) {
        var entry = new LogEntry(seq, from, text);
        log.add(entry);
        return entry;
    }

    private long count(Rule rule) {
        return Checker.check(history, 0).lines().stream().filter(line -> line.rule() == rule)
                .mapToLong(Verdict.Line::breaches).sum();
    }

    private List<Rule> broken() {
        return Checker.check(history, 0).lines().stream().filter(line -> line.breaches() > 0)
                .map(Verdict.Line::rule).toList();
    }

    private String witness(Rule rule) {
        return Checker.check(history, 0).lines().stream().filter(line -> line.rule() == rule)
                .map(Verdict.Line::witness).findFirst().orElseThrow();
    }
}
