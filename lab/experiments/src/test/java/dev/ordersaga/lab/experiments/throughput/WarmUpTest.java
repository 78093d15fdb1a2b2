package dev.ordersaga.lab.experiments.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests when a warm-up is over. */
class WarmUpTest {

    @Test
    void needsThreeRounds() {
        assertThat(WarmUp.isOver(List.of())).isFalse();
        assertThat(WarmUp.isOver(List.of(100.0, 100.0, 100.0, 100.0))).isFalse();
    }

    @Test
    void isOverWhenTheLastThreeDifferByLessThanTenPercent() {
        assertThat(WarmUp.isOver(List.of(20.0, 91.0, 100.0, 95.0, 93.0, 99.0))).isTrue();
        assertThat(WarmUp.isOver(List.of(20.0, 90.0, 100.0, 95.0, 93.0, 99.0))).isFalse();
    }

    @Test
    void placesForLessTimeInASystemThatSettlesSlowly() {
        assertThat(WarmUp.firstPlacing(20)).isEqualTo(5);
        assertThat(WarmUp.firstPlacing(3)).isEqualTo(1);
        assertThat(WarmUp.nextPlacing(5, 125, 20)).isEqualTo(2);
        assertThat(WarmUp.nextPlacing(5, 1_000, 20)).isEqualTo(1);
    }

    @Test
    void placesForTheWholeTimeInASystemThatKeepsUp() {
        assertThat(WarmUp.nextPlacing(5, 5.2, 20)).isEqualTo(20);
        assertThat(WarmUp.nextPlacing(20, 20.2, 20)).isEqualTo(20);
        assertThat(WarmUp.nextPlacing(20, 50, 20)).isEqualTo(16);
    }

    @Test
    void isNotOverWhileNothingIsConfirmed() {
        assertThat(WarmUp.isOver(List.of(0.0, 0.0, 0.0, 0.0, 0.0))).isFalse();
    }
}
