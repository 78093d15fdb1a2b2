package dev.ordersaga.lab.oracle;

/**
 * A row that should not exist once its order is settled, or a dead letter.
 *
 * @param kind {@code saga}, {@code deadline}, {@code call} or {@code quarantine}
 * @param subject the order's id, or another identifier
 */
public record LeftoverRow(String kind, String subject) {}
