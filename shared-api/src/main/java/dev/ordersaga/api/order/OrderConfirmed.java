package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import java.util.UUID;

/** The payment is authorized or captured; the goods will be delivered. */
public record OrderConfirmed(@DataSubjectRecord UUID orderId, PaymentAttempt attempt, Money captured)
        implements OrderEvent {}
