package dev.ordersaga.operations.monitoring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Health indicator that is down if the indicator behind it does not answer in time. */
record TimeLimitedHealth(HealthIndicator indicator, TimeLimit limit) implements HealthIndicator {

    @Override
    public Health health() {
        return limit.within(indicator::health)
                .orElseGet(() ->
                        Health.down().withDetail("error", "no answer in time").build());
    }
}
