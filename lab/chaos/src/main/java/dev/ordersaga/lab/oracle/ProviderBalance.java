package dev.ordersaga.lab.oracle;

import org.jspecify.annotations.Nullable;

/** Amounts of one order at the provider, over all its PaymentIntents, in minor units. */
final class ProviderBalance {

    static final ProviderBalance NONE = new ProviderBalance();

    private long authorized;
    private long captured;
    private long refunded;
    private long open;
    private boolean isChangedByHand;

    /** Returns the violation after this line; null if there is none. */
    @Nullable
    String apply(ProviderLedgerEntry line, long total) {
        long amount = line.amount();
        isChangedByHand |= line.isByHand();
        switch (line.op()) {
            case "auth" -> {
                authorized += amount;
                open += amount;
            }
            case "capture" -> {
                captured += amount;
                open -= amount;
            }
            case "release", "void", "expire" -> open -= amount;
            case "refund" -> refunded += amount;
            case "refund_failed" -> refunded -= amount;
            default -> {
                return null;
            }
        }
        return wrong(total);
    }

    private @Nullable String wrong(long total) {
        boolean ordered = 0 <= refunded && refunded <= captured && captured <= authorized && open >= 0;
        boolean enough = captured - refunded <= total && captured - refunded + open <= total;
        return ordered && enough
                ? null
                : "authorized %d, captured %d, refunded %d, still authorized %d, order total %d"
                        .formatted(authorized, captured, refunded, open, total);
    }

    /** Whether money was returned that the system under test did not return. */
    boolean isChangedByHand() {
        return isChangedByHand;
    }

    long net() {
        return captured - refunded;
    }

    long captured() {
        return captured;
    }

    long open() {
        return open;
    }
}
