package dev.ordersaga.lab.oracle;

import org.jspecify.annotations.Nullable;

/**
 * A line of the provider's ledger.
 *
 * @param n its number
 * @param op what happened, such as {@code auth} or {@code refund}
 * @param pspId of the payment intent or refund; null for what concerns none
 * @param idemKey null when nobody asked for it
 * @param orderId from the intent's metadata
 * @param amountMinor null without money
 * @param outcome {@code ok} if it happened
 */
public record ProviderLedgerEntry(
        long n,
        String op,
        @Nullable String pspId,
        @Nullable String idemKey,
        @Nullable String orderId,
        @Nullable Long amountMinor,
        String outcome) {

    boolean happened() {
        return outcome.equals("ok");
    }

    long amount() {
        return amountMinor == null ? 0 : amountMinor;
    }
}
