package dev.ordersaga.eventstore.schema;

import dev.ordersaga.eventstore.connections.UnsafeDatabaseException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;

/** Start-up check that the database meets the preconditions of exact reading and of durable commits. */
final class DatabaseSafetyCheck implements InitializingBean {

    private final DatabaseViolations database;
    private final ClockSkew skew;
    private final Duration allowedSkew;

    DatabaseSafetyCheck(DatabaseViolations database, ClockSkew skew, Duration allowedSkew) {
        this.database = database;
        this.skew = skew;
        this.allowedSkew = allowedSkew;
    }

    @Override
    public void afterPropertiesSet() throws SQLException {
        List<String> violations = new ArrayList<>();
        database.find().forEach(violation -> violations.add(violation.reason()));
        Duration measured = skew.measure();
        if (measured.compareTo(allowedSkew) > 0) {
            violations.add("the clock of this process and that of the database are %s ms apart, %s ms are allowed"
                    .formatted(measured.toMillis(), allowedSkew.toMillis()));
        }
        if (!violations.isEmpty()) {
            throw new UnsafeDatabaseException(violations);
        }
    }
}
