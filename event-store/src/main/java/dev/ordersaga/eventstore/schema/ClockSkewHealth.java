package dev.ordersaga.eventstore.schema;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Health indicator: up while the clock skew to the database is within its limit. */
final class ClockSkewHealth extends AbstractHealthIndicator {

    private final ClockSkew skew;
    private final Duration allowed;

    ClockSkewHealth(ClockSkew skew, Duration allowed) {
        super("the database's clock cannot be read");
        this.skew = skew;
        this.allowed = allowed;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws SQLException {
        ConnectionPurpose.MONITORING.during(() -> {
            Duration measured = skew.measure();
            builder.status(measured.compareTo(allowed) <= 0 ? "UP" : "DOWN")
                    .withDetail("skewMillis", measured.toMillis())
                    .withDetail("allowedMillis", allowed.toMillis());
        });
    }
}
