package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/** What had been captured was given back in full. */
public record PaymentRefunded(UUID paymentId, UUID orderId, Money amount, String providerReference)
        implements PaymentEvent {}
