package dev.ordersaga.eventprocessing.scheduling;

import javax.sql.DataSource;

/**
 * Table of the durable tasks of one service.
 *
 * @param schema the service's schema
 * @param data the stored form of task data
 */
public record StoredTasks(String schema, DataSource dataSource, TaskDataJson data) {}
