package dev.ordersaga.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShrinkingTest {

    private static final int[] LONG = new SplittableRandom(1).ints(500, 0, 100).toArray();

    @Test
    void removesUnneededChoices() {
        int[] short3 = new Shrinking(10_000, choices -> choices.length >= 3).of(LONG);
        assertThat(short3).containsExactly(0, 0, 0);
    }

    @Test
    void lowersANeededChoiceToItsMinimum() {
        int[] one = new Shrinking(10_000, choices -> Arrays.stream(choices).anyMatch(choice -> choice >= 77)).of(LONG);
        assertThat(one).containsExactly(77);
    }

    @Test
    void keepsTwoDependentChoices() {
        int[] both = new Shrinking(
                        10_000,
                        choices -> Arrays.stream(choices)
                                        .filter(choice -> choice > 40)
                                        .count()
                                >= 2)
                .of(LONG);
        assertThat(both).containsExactly(41, 41);
    }

    @Test
    void stopsAfterItsNumberOfTries() {
        int[] untouched = new Shrinking(0, choices -> true).of(LONG);
        assertThat(untouched).isEqualTo(LONG);
    }
}
