package dev.ordersaga.payment;

import java.util.Optional;

/**
 * What came of a provider's answer.
 *
 * @param isNews whether it was recorded; false if it was known, or came too late to count
 * @param next what the provider has to be asked next, if anything
 */
record RecordedOutcome(boolean isNews, Optional<ProviderCall> next) {}
