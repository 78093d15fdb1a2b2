package dev.ordersaga.eventprocessing.alert;

import dev.ordersaga.eventstore.schema.DatabaseSafetyMonitor;
import java.util.List;

/** Operator alerts for settings of the database that became unsafe while the process runs. */
final class UnsafeDatabaseAlerts implements OperatorAlertSource {

    private final DatabaseSafetyMonitor database;

    UnsafeDatabaseAlerts(DatabaseSafetyMonitor database) {
        this.database = database;
    }

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
                .map(unsafe -> new OperatorAlert(kind(), unsafe.setting(), unsafe.since(), unsafe.reason()))
                .toList();
    }
}
