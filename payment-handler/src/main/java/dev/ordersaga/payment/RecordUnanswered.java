package dev.ordersaga.payment;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Record that the provider was asked for this attempt without an outcome. A no-op when that was recorded before, when the
 * provider has answered, or when the payment is being released.
 *
 * @param unansweredSince when the call began
 */
record RecordUnanswered(@TargetAggregateIdentifier UUID paymentId, int attempt, Instant unansweredSince) {}
