package dev.ordersaga.payment;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Ask the provider whether this attempt was paid. A no-op when it was requested before, or when the attempt has an
 * outcome.
 *
 * @param check the order's number for it, from 1
 */
record CheckPayment(@TargetAggregateIdentifier UUID paymentId, int attempt, int check) {}
