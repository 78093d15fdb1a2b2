package dev.ordersaga.payment;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Record the state of a charge, refund or dispute at the provider. Every source (the call itself, a look-up, a webhook,
 * reconciliation, an operator) sends this command; the first outcome counts, and a repeated one is a no-op.
 *
 * @param provider the provider that reported the outcome; ignored unless the attempt is with this provider
 */
record RecordPaymentOutcome(@TargetAggregateIdentifier UUID paymentId, String provider, ProviderOutcome outcome) {}
