package dev.ordersaga.eventprocessing.deadletter;

import java.time.Instant;

/**
 * One failure.
 *
 * @param position of the event that failed
 * @param error the class of the innermost exception
 */
public record RecordedFailure(long position, Instant failedAt, String error, String message) {}
