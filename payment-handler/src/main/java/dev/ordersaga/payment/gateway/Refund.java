package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * One refund of a charge as it is sent to a provider.
 *
 * @param number the order's number for it, from 1; 0 for the refund of a release
 * @param amount the captured amount, or a part of it
 * @param reason as the requester wrote it; null if none was given
 * @param idempotencyKey the same in every retry; at most 255 ASCII characters
 */
public record Refund(
        int number, Money amount, @PersonalData @Nullable String reason, String idempotencyKey) {}
