package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The payment of an ended order holds nothing any more.
 *
 * @param captured what had been taken in all; equals refunded
 * @param refunded what was given back
 */
public record RecordPaymentRelease(
        @TargetAggregateIdentifier UUID orderId, Money captured, Money refunded) {}
