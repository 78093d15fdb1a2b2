package dev.ordersaga.payment.gateway.stripe;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Metadata that this system sets on every object that it creates at Stripe.
 *
 * @param number the order's number for the attempt or the refund
 */
record StripeMetadata(UUID orderId, int number) {

    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){2}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    /** Empty if the object has no such metadata: it belongs to another system that shares the account. */
    static Optional<StripeMetadata> of(@Nullable Map<String, String> metadata, String numberKey) {
        String orderId = metadata == null ? null : metadata.get(StripeRequests.ORDER_ID);
        String number = metadata == null ? null : metadata.get(numberKey);
        boolean isOurs =
                orderId != null && orderId.matches(UUID_FORM) && number != null && number.matches("-?\\d{1,9}");
        return isOurs
                ? Optional.of(new StripeMetadata(UUID.fromString(orderId), Integer.parseInt(number)))
                : Optional.empty();
    }
}
