package dev.ordersaga.simulator.payment;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items newest first
 * @param hasMore whether the list goes on
 */
public record Page<T>(List<T> items, boolean hasMore) {}
