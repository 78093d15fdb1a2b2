package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The bank declined: final for this attempt.
 *
 * @param declineCode the provider's code, for operators
 * @param customerCode the code that may be shown to customers: never lost, stolen or fraudulent
 * @param hard whether the bank would decline the same payment method again
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
