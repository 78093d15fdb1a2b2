package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The bank's no: final for this attempt.
 *
 * @param declineCode the provider's code, for operators
 * @param customerCode the code that is fit for customers: it never says lost, stolen or fraudulent
 * @param hard whether the same payment method would be declined again
 */
public record PaymentDeclined(
        UUID paymentId,
        UUID orderId,
        int attempt,
        String paymentMethod,
        String declineCode,
        String customerCode,
        boolean hard)
        implements PaymentEvent {}
