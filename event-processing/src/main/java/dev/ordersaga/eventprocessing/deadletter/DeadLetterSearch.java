package dev.ordersaga.eventprocessing.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * Search for sequences with dead letters; null matches any.
 *
 * @param error a part of the class name, or of the message, of their last failure
 */
public record DeadLetterSearch(
        @Nullable String processor,
        @Nullable DeadLetterState state,
        @Nullable String sequence,
        @Nullable String error) {}
