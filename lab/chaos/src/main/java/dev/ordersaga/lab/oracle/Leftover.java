package dev.ordersaga.lab.oracle;

/**
 * A row that should be gone when its order is settled, or that waits for a person.
 *
 * @param kind {@code saga}, {@code deadline}, {@code call} or {@code quarantine}
 * @param subject the order's id, or what names it
 */
public record Leftover(String kind, String subject) {}
