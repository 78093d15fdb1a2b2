package dev.ordersaga.eventprocessing.completeness;

import java.time.Instant;

/**
 * An open finding of an audit.
 *
 * @param check name of the audit
 * @param what the missing effect, for people
 */
public record OpenUnhandledEvent(String check, String sequence, long position, String what, Instant foundAt) {}
