package dev.ordersaga.payment.gateway;

import dev.ordersaga.api.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One refund of a charge, as a provider has to know it.
 *
 * @param number the order's number for it, from 1; 0 for what is given back because the order ended
 * @param amount what is to be given back: all that was taken, or a part of it
 * @param reason in the words of whoever asked; null if none was given
 * @param idempotencyKey the same in every repetition; at most 255 ASCII characters
 */
public record Refund(int number, Money amount, @Nullable String reason, String idempotencyKey) {}
