package dev.ordersaga.eventprocessing.alert;

import dev.ordersaga.eventstore.schema.DatabaseSafetyMonitor;
import java.util.List;

/** Operator alerts for settings of the database that became unsafe while the process runs. */
final class UnsafeDatabaseAlerts implements OperatorAlertSource {

    private final DatabaseSafetyMonitor database;

    UnsafeDatabaseAlerts(DatabaseSafetyMonitor database) {
        this.database = database;
    }

    private static final String REMEDY =
            "Correct the setting on the server, the database or the role; the alert ends with the next check.";

    @Override
    public String kind() {
        return "database";
    }

    @Override
    public long count() {
        return database.unsafeSettings().size();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return database.unsafeSettings().stream()
                .limit(limit)
                .map(unsafe -> new OperatorAlert(
                        kind(), unsafe.setting(), null, null, unsafe.since(), unsafe.reason(), REMEDY))
                .toList();
    }
}
