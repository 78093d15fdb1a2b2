package dev.ordersaga.eventprocessing.completeness;

import java.time.Instant;

/**
 * How far a check is.
 *
 * @param checked index up to which each event was looked at
 * @param swept index up to which each was looked at again; it begins anew when it has come to the end
 */
public record AuditProgress(String name, long checked, long swept, Instant checkedAt) {}
