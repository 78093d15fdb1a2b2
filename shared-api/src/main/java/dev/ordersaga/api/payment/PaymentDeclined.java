package dev.ordersaga.api.payment;

import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import java.util.UUID;

/**
 * The bank declined: final for this attempt.
 *
 * @param declineCode the provider's code, for operators
 * @param customerCode the code that may be shown to customers: never lost, stolen or fraudulent
 * @param hard whether the bank would decline the same payment method again
 */
public record PaymentDeclined(
        @DataSubjectRecord UUID orderId,
        int attempt,
        @PersonalData String paymentMethod,
        String declineCode,
        String customerCode,
        boolean hard)
        implements PaymentEvent {}
