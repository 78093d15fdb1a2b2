package dev.ordersaga.payment;

import java.util.Optional;

/**
 * Result of recording a provider's outcome.
 *
 * @param isNew whether events were recorded; false if the outcome was recorded before, or is too late to count
 * @param next the next call to the provider, if any
 */
public record RecordedOutcome(boolean isNew, Optional<ProviderCall> next) {}
