package dev.ordersaga.eventstore.reading;

/** The indexes whose fate is final: one of them that is missing in the table stays missing permanently. */
@FunctionalInterface
interface DecidedUpTo {

    /** Whether, in any later snapshot, {@code index} and all below it are either committed and visible or void. */
    boolean isDecided(StoreIdentity store, long index);
}
