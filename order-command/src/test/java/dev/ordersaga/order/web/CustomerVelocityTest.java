package dev.ordersaga.order.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
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
        velocity.count("default/17850");
        velocity.count("default/17850");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> velocity.count("default/17850"))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(HttpProblem.TOO_MANY_REQUESTS));
        assertThatNoException().as("another customer").isThrownBy(() -> velocity.count("default/12346"));
        assertThatNoException().as("of another tenant").isThrownBy(() -> velocity.count("other/17850"));
    }

    @Test
    void afterThePeriodAsManyArePossibleAgain() {
        velocity.count("default/17850");
        velocity.count("default/17850");
        time.nanos += Duration.ofMinutes(1).toNanos();
        velocity.count("default/17850");
        velocity.count("default/17850");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> velocity.count("default/17850"));
    }

    @Test
    void aLimitIsAboveZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VelocitySettings(0, Duration.ofMinutes(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new VelocitySettings(1, Duration.ZERO));
    }
}
