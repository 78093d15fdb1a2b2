package dev.ordersaga.eventstore.completeness;

import java.time.Instant;

/** A gap that is not closed. */
public record OpenGap(String check, String sequence, long position, String what, Instant foundAt) {}
