package dev.ordersaga.payment;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Take what this attempt reserved. A no-op when it was asked for before, or when there is nothing to take. */
record CapturePayment(@TargetAggregateIdentifier UUID paymentId, int attempt) {}
