package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallsInFlightTest {

    private final CallsInFlight inFlight = new CallsInFlight();
    private final UUID order = UUID.randomUUID();

    @Test
    void oneOrderHasAFewCallsAtATimeAndOthersHaveTheirOwn() {
        for (int i = 0; i < 4; i++) {
            assertThat(inFlight.begin(order)).isTrue();
        }
        assertThat(inFlight.begin(order)).isFalse();
        assertThat(inFlight.begin(UUID.randomUUID())).isTrue();

        inFlight.end(order);

        assertThat(inFlight.begin(order)).isTrue();
        assertThat(inFlight.begin(order)).isFalse();
    }
}
