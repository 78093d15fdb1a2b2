package dev.ordersaga.lab.oracle;

import org.jspecify.annotations.Nullable;

/**
 * A line of the provider's ledger.
 *
 * @param n its number
 * @param op the operation, such as {@code auth} or {@code refund}
 * @param pspId of the payment intent or refund; null if there is none
 * @param idemKey null without a request
 * @param orderId from the intent's metadata
 * @param amountMinor null without an amount
 * @param outcome {@code ok} if it took effect
 */
public record ProviderLedgerEntry(
        long n,
        String op,
        @Nullable String pspId,
        @Nullable String idemKey,
        @Nullable String orderId,
        @Nullable Long amountMinor,
        String outcome) {

    boolean succeeded() {
        return outcome.equals("ok");
    }

    long amount() {
        return amountMinor == null ? 0 : amountMinor;
    }
}
