package dev.ordersaga.eventprocessing.completeness;

import java.time.Instant;

/**
 * Progress of an audit.
 *
 * @param checked index up to which all events have been checked
 * @param swept index up to which old events have been checked again; restarts at 0 when it has reached {@code checked}
 */
public record AuditProgress(String name, long checked, long swept, Instant checkedAt) {}
