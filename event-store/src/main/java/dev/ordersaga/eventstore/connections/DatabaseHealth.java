package dev.ordersaga.eventstore.connections;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up while the database answers. */
final class DatabaseHealth extends AbstractHealthIndicator {

    private static final int ANSWER_SECONDS = 2;

    private final DataSource dataSource;

    DatabaseHealth(DataSource dataSource) {
        super("the database cannot be asked");
        this.dataSource = dataSource;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws SQLException {
        ConnectionPurpose.WATCHING.during(() -> {
            try (Connection connection = dataSource.getConnection()) {
                builder.status(connection.isValid(ANSWER_SECONDS) ? "UP" : "DOWN");
            }
        });
    }
}
