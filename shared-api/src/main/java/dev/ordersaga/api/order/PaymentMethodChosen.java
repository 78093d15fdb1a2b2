package dev.ordersaga.api.order;

import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import java.util.UUID;

/**
 * The customer chose another payment method.
 *
 * @param attempt the number of the attempt that will use it, from 2
 */
public record PaymentMethodChosen(
        @DataSubjectRecord UUID orderId,
        int attempt,
        @PersonalData String paymentMethod) implements OrderEvent {}
