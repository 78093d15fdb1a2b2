package dev.ordersaga.simulator.ledger;

import org.jspecify.annotations.Nullable;

/** The ledger cannot be written, read or trusted. Nothing more is accepted until a person has looked at it. */
public final class LedgerException extends RuntimeException {

    /** @param message names the file and what is wrong with it */
    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
