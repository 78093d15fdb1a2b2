package dev.ordersaga.eventstore.connections;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Health indicator: up while the database responds. */
final class DatabaseHealth extends AbstractHealthIndicator {

    private static final int TIMEOUT_SECONDS = 2;

    private final DataSource dataSource;

    DatabaseHealth(DataSource dataSource) {
        super("the database connection cannot be checked");
        this.dataSource = dataSource;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws SQLException {
        ConnectionPurpose.MONITORING.during(() -> {
            try (Connection connection = dataSource.getConnection()) {
                builder.status(connection.isValid(TIMEOUT_SECONDS) ? "UP" : "DOWN");
            }
        });
    }
}
