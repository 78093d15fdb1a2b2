package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderCallRetriesTest {

    private final ProviderCallRetries retries = new ProviderCallRetries(
            new ProviderCallSettings(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(23)),
            new ProviderCallMetrics(new SimpleMeterRegistry()));

    @ParameterizedTest
    @CsvSource({"1,500", "2,1000", "3,2000", "7,32000", "8,60000", "9,60000", "10000,60000"})
    void pausesDoubleUpToTheSlowestRetry(int failures, long mean) {
        assertThat(retries.pauseAfter(failures, "key"))
                .isBetween(Duration.ofMillis(mean * 3 / 4), Duration.ofMillis(mean * 5 / 4));
    }

    @Test
    void callsThatFailTogetherAreNotRetriedTogether() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(order -> retries.pauseAfter(1, order + "/authorize/1"))
                        .distinct())
                .hasSizeGreaterThan(30);
    }
}
