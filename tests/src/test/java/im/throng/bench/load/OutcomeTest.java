package im.throng.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void everythingThatIsNotAsSentIsAFailure() {
        assertThat(new Outcome(10, 10, 0, 0, 0, "", 0, 0).failures()).isEmpty();
        assertThat(new Outcome(10, 9, 0, 0, 0, "", 0, 0).failures())
                .containsExactly("expected 10 deliveries and received 9");
        assertThat(new Outcome(10, 11, 0, 0, 0, "", 0, 0).failures()).hasSize(1);
        // One lost and another twice: the sum is right, and yet it is wrong.
        assertThat(new Outcome(10, 10, 2, 0, 0, "", 0, 0).failures()).hasSize(1);
        assertThat(new Outcome(10, 10, 0, 1, 0, "", 0, 0).failures()).hasSize(1);
        assertThat(new Outcome(10, 10, 0, 0, 3, "too fast", 0, 0).failures())
                .containsExactly("3 requests were refused, first: too fast");
        assertThat(new Outcome(10, 10, 0, 0, 0, "", 1, 0).failures()).hasSize(1);
        assertThat(new Outcome(10, 10, 0, 0, 0, "", 0, 1).failures()).hasSize(1);
    }
}
