package dev.ordersaga.eventprocessing.scheduling;

import java.util.Set;

/**
 * The durable tasks of one service that become operator alerts when they fail repeatedly.
 *
 * @param schema the service's schema
 * @param reportedElsewhere names of tasks that have operator alerts of their own
 */
public record WatchedTasks(String schema, Set<String> reportedElsewhere) {

    public WatchedTasks {
        if (!schema.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not a valid schema name: " + schema);
        }
        reportedElsewhere = Set.copyOf(reportedElsewhere);
    }
}
