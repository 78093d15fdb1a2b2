package dev.ordersaga.order.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestsInFlightTest {

    private final RequestsInFlight inFlight = new RequestsInFlight(2);
    private final UUID order = UUID.randomUUID();

    @Test
    void requestsToOneOrderAreLimitedAndThoseToOthersAreNot() {
        String answer = inFlight.within(
                order,
                () -> inFlight.within(order, () -> {
                    assertThatExceptionOfType(ProblemException.class)
                            .isThrownBy(() -> inFlight.within(order, () -> "third"))
                            .satisfies(problem -> {
                                assertThat(problem.kind()).isEqualTo(HttpProblem.SERVICE_UNAVAILABLE);
                                assertThat(problem.headers()).containsEntry("Retry-After", "1");
                            });
                    return inFlight.within(UUID.randomUUID(), () -> "other");
                }));

        assertThat(answer).isEqualTo("other");
        assertThat(inFlight.<String>within(order, () -> "later")).isEqualTo("later");
    }

    @Test
    void aRequestThatFailsIsNoLongerCounted() {
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> inFlight.within(order, () -> {
                        throw new IllegalStateException("failed");
                    }));
        }
    }
}
