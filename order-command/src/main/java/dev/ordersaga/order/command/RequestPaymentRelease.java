package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Compensation: the order ended without goods; request that all its payment holds or still receives is voided or refunded. */
public record RequestPaymentRelease(
        @TargetAggregateIdentifier UUID orderId) {}
