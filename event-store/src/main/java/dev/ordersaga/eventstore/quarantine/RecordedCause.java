package dev.ordersaga.eventstore.quarantine;

import java.time.Instant;

/**
 * One failure.
 *
 * @param position of the event that failed
 * @param error the class of the innermost exception
 */
public record RecordedCause(long position, Instant failedAt, String error, String message) {}
