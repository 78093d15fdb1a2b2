package dev.ordersaga.payment;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Capture what this attempt authorized. A no-op when it was requested before, or when there is nothing to capture. */
record CapturePayment(@TargetAggregateIdentifier UUID paymentId, int attempt) {}
