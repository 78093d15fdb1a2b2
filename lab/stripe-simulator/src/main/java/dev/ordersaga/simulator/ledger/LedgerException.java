package dev.ordersaga.simulator.ledger;

import org.jspecify.annotations.Nullable;

/** The ledger cannot be written or read, or is damaged. No more requests are accepted; an operator must intervene. */
public final class LedgerException extends RuntimeException {

    /** @param message names the file and the fault */
    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
