package dev.ordersaga.payment;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Record where a charge or a refund stands at the provider. Whoever learns it (the call itself, a look-up, a webhook, an
 * operator) sends this; the first one counts, and what is known already is a no-op.
 */
record RecordPaymentOutcome(@TargetAggregateIdentifier UUID paymentId, ProviderOutcome outcome) {}
