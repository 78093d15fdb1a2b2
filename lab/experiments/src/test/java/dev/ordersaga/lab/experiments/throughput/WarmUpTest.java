package dev.ordersaga.lab.experiments.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests when a warm-up is over. */
class WarmUpTest {

    @Test
    void needsThreeRounds() {
        assertThat(WarmUp.isOver(List.of())).isFalse();
        assertThat(WarmUp.isOver(List.of(100.0, 100.0))).isFalse();
    }

    @Test
    void isOverWhenTheLastThreeDifferByLessThanTenPercent() {
        assertThat(WarmUp.isOver(List.of(20.0, 91.0, 100.0, 95.0))).isTrue();
        assertThat(WarmUp.isOver(List.of(20.0, 90.0, 100.0, 95.0))).isFalse();
    }

    @Test
    void isNotOverWhileNothingIsConfirmed() {
        assertThat(WarmUp.isOver(List.of(0.0, 0.0, 0.0))).isFalse();
    }
}
