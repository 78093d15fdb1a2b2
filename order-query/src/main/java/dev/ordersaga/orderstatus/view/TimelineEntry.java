package dev.ordersaga.orderstatus.view;

import java.time.Instant;

/** When something happened to an order. */
public record TimelineEntry(Instant at, Milestone what) {}
