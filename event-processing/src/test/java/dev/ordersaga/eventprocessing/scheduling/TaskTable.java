package dev.ordersaga.eventprocessing.scheduling;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of a service's tasks, as each service's migration creates it. */
final class TaskTable {

    private TaskTable() {}

    static void create(JdbcClient sql, String schema) {
        sql.sql("CREATE SCHEMA IF NOT EXISTS " + schema).update();
        sql.sql("CREATE TABLE " + schema + ".scheduled_tasks (task_name text, task_instance text, task_data bytea,"
                        + " execution_time timestamptz, picked boolean, picked_by text, last_success timestamptz,"
                        + " last_failure timestamptz, consecutive_failures integer, last_heartbeat timestamptz,"
                        + " version bigint, priority smallint, PRIMARY KEY (task_name, task_instance))")
                .update();
    }
}
