package dev.ordersaga.payment;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Give back whatever the payment holds or still receives. A no-op when asked for before. */
record ReleasePayment(@TargetAggregateIdentifier UUID paymentId) {}
