package dev.ordersaga.lab.experiments.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

/** Tests the search on systems with a known capacity. */
class KneeSearchTest {

    private static final int MAX_STEPS = 20;

    @Test
    void findsTheCapacityFromBelow() {
        assertThat(knee(100, rate -> rate <= 470)).isCloseTo(470, within(470 * 0.05));
    }

    @Test
    void findsTheCapacityFromAbove() {
        assertThat(knee(1_000, rate -> rate <= 470)).isCloseTo(470, within(470 * 0.05));
    }

    @Test
    void neverReturnsARateThatWasNotSustained() {
        assertThat(knee(400, rate -> rate <= 470)).isLessThanOrEqualTo(470);
    }

    @Test
    void endsWithoutAKneeWhenNothingIsSustained() {
        assertThat(knee(3, rate -> false)).isZero();
    }

    @Test
    void goesOnWhenADisturbedStepIsOvertakenByAHigherRate() {
        KneeSearch search = new KneeSearch(100);
        search.record(100, true);
        search.record(125, false);
        search.record(130, true);
        assertThat(search.isOver()).isFalse();
        assertThat(search.next()).isGreaterThan(130);
        assertThat(search.knee()).isEqualTo(130);
    }

    private static double knee(double first, DoublePredicate isSustained) {
        KneeSearch search = new KneeSearch(first);
        for (int step = 0; step < MAX_STEPS && !search.isOver(); step++) {
            search.record(search.next(), isSustained.test(search.next()));
        }
        assertThat(search.isOver()).isTrue();
        return search.knee();
    }
}
