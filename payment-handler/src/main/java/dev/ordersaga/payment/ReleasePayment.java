package dev.ordersaga.payment;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Void or refund everything that the payment holds or still receives. A no-op when it was requested before. */
record ReleasePayment(@TargetAggregateIdentifier UUID paymentId) {}
