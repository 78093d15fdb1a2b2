package dev.ordersaga.payment.execution;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Task data of a comparison of one charge. Its JSON form is stored.
 *
 * @param provider name of the provider that has the charge
 * @param reference the provider's id of the charge; null for the one that the payment has recorded
 * @param repeated whether it is repeated while the provider alone can change something
 */
public record ChargeComparison(
        String provider, UUID orderId, @Nullable String reference, boolean repeated) {}
