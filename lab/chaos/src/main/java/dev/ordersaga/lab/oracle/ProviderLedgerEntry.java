package dev.ordersaga.lab.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the provider's ledger.
 *
 * @param n its number
 * @param t the provider's time
 * @param op the operation, such as {@code auth} or {@code refund}
 * @param pspId of the payment intent or refund; null if there is none
 * @param idemKey null without a request
 * @param orderId from the intent's metadata
 * @param amountMinor null without an amount
 * @param outcome {@code ok} if it took effect
 */
public record ProviderLedgerEntry(
        long n,
        @Nullable Instant t,
        String op,
        @Nullable String pspId,
        @Nullable String idemKey,
        @Nullable String orderId,
        @Nullable Long amountMinor,
        String outcome) {

    /** Requests of the system under test have a key; a refund or a release without one was made by hand. */
    boolean isByHand() {
        return idemKey == null && succeeded() && (op.equals("refund") || op.equals("void"));
    }

    boolean succeeded() {
        return outcome.equals("ok");
    }

    long amount() {
        return amountMinor == null ? 0 : amountMinor;
    }
}
