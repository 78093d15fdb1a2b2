package dev.ordersaga.simulator.payment;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items newest first
 * @param hasMore whether there are more items
 */
public record Page<T>(List<T> items, boolean hasMore) {}
