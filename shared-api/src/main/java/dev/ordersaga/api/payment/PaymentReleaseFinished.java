package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The release is complete: the payment is voided or refunded.
 *
 * @param captured all that was ever captured
 * @param refunded all of it that was refunded
 */
public record PaymentReleaseFinished(UUID orderId, Money captured, Money refunded) implements PaymentEvent {}
