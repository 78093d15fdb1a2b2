package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The order ended without goods: ask that whatever its payment holds or still receives be given back. */
public record RequestPaymentRelease(
        @TargetAggregateIdentifier UUID orderId) {}
