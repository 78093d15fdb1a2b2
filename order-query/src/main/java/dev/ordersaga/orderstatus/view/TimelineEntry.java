package dev.ordersaga.orderstatus.view;

import java.time.Instant;

/** One entry of an order's timeline. */
public record TimelineEntry(Instant at, Milestone what) {}
