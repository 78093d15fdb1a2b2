package dev.ordersaga.eventprocessing.completeness;

import java.time.Instant;

/** A gap that is not closed. */
public record OpenUnhandledEvent(String check, String sequence, long position, String what, Instant foundAt) {}
