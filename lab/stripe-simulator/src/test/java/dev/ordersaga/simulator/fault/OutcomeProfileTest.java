package dev.ordersaga.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.simulator.fault.OutcomeProfile.Outcome;
import dev.ordersaga.simulator.method.PaymentBehaviour;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeProfileTest {

    private static final int ORDERS = 18_532;

    @Test
    void outcomesHaveTheProportionsOfTheWeights() {
        OutcomeProfile profile = OutcomeProfile.parse("92, 4, 2, 1, 1", 7);
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (int i = 0; i < ORDERS; i++) {
            counts.merge(profile.of("53" + i), 1, Integer::sum);
        }
        assertThat(share(counts, Outcome.OK)).isBetween(0.91, 0.93);
        assertThat(share(counts, Outcome.SOFT_DECLINE)).isBetween(0.035, 0.045);
        assertThat(share(counts, Outcome.HARD_DECLINE)).isBetween(0.016, 0.024);
        assertThat(share(counts, Outcome.ACTION)).isBetween(0.007, 0.013);
        assertThat(share(counts, Outcome.TIMEOUT_AFTER_CHARGE)).isBetween(0.007, 0.013);
    }

    @Test
    void anotherSeedGivesOtherOutcomes() {
        OutcomeProfile one = OutcomeProfile.parse("1,1,1,1,1", 1);
        OutcomeProfile two = OutcomeProfile.parse("1,1,1,1,1", 2);
        int same = 0;
        for (int i = 0; i < 1000; i++) {
            assertThat(one.of("o" + i)).isEqualTo(one.of("o" + i));
            same += one.of("o" + i) == two.of("o" + i) ? 1 : 0;
        }
        assertThat(same).isBetween(120, 280);
    }

    @Test
    void softDeclinesAreRetryableAndHardOnesAreNot() {
        OutcomeProfile soft = OutcomeProfile.parse("0,1,0,0,0", 1);
        OutcomeProfile hard = OutcomeProfile.parse("0,0,1,0,0", 1);
        for (int i = 0; i < 50; i++) {
            assertThat(advice(soft, i)).isEqualTo("try_again_later");
            assertThat(advice(hard, i)).isNotEqualTo("try_again_later");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "92", "92,4,2,1", "92,4,2,1,1,1", "0,0,0,0,0", "-1,1,1,1,1", "a,b,c,d,e"})
    void invalidWeightsAreRejected(String weights) {
        assertThatThrownBy(() -> OutcomeProfile.parse(weights, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String advice(OutcomeProfile profile, int order) {
        PaymentBehaviour.Fails refuses =
                (PaymentBehaviour.Fails) profile.behaviour("o" + order).orElseThrow();
        return String.valueOf(refuses.failure().adviceCode());
    }

    private static double share(Map<Outcome, Integer> counts, Outcome outcome) {
        return counts.getOrDefault(outcome, 0) / (double) ORDERS;
    }
}
