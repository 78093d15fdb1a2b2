package dev.ordersaga.order.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustomerVelocityTest {

    private final SettableTime time = new SettableTime();
    private final CustomerVelocity velocity =
            new CustomerVelocity(new VelocitySettings(2, Duration.ofMinutes(1)), time);

    private static final class SettableTime implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void aCustomerPlacesAsManyOrdersAsTheLimitPermits() {
        velocity.count("default/17850", UUID.randomUUID());
        velocity.count("default/17850", UUID.randomUUID());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> velocity.count("default/17850", UUID.randomUUID()))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(HttpProblem.TOO_MANY_REQUESTS));
        assertThatNoException()
                .as("another customer")
                .isThrownBy(() -> velocity.count("default/12346", UUID.randomUUID()));
        assertThatNoException()
                .as("of another tenant")
                .isThrownBy(() -> velocity.count("other/17850", UUID.randomUUID()));
    }

    @Test
    void anOrderCountsOnceWithinThePeriod() {
        UUID order = UUID.randomUUID();
        velocity.count("default/17850", order);
        velocity.count("default/17850", order);
        velocity.count("default/17850", UUID.randomUUID());
        assertThatNoException().as("beyond the limit").isThrownBy(() -> velocity.count("default/17850", order));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> velocity.count("default/17850", UUID.randomUUID()));
    }

    @Test
    void afterThePeriodAsManyArePossibleAgain() {
        velocity.count("default/17850", UUID.randomUUID());
        velocity.count("default/17850", UUID.randomUUID());
        time.nanos += Duration.ofMinutes(1).toNanos();
        velocity.count("default/17850", UUID.randomUUID());
        velocity.count("default/17850", UUID.randomUUID());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> velocity.count("default/17850", UUID.randomUUID()));
    }

    @Test
    void aLimitIsAboveZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VelocitySettings(0, Duration.ofMinutes(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new VelocitySettings(1, Duration.ZERO));
    }
}
