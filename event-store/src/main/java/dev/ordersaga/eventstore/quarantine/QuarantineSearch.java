package dev.ordersaga.eventstore.quarantine;

import org.jspecify.annotations.Nullable;

/**
 * Which sequences in quarantine are meant; null asks for any.
 *
 * @param error a part of the class name, or of the message, of their last failure
 */
public record QuarantineSearch(
        @Nullable String processor,
        @Nullable QuarantineState state,
        @Nullable String sequence,
        @Nullable String error) {}
