package dev.ordersaga.eventstore.reading;

/** Up to where an index that is missing in the table is missing for ever. */
@FunctionalInterface
interface DecidedUpTo {

    /** In any snapshot taken after this was obtained, {@code index} and all below are committed and visible, or void. */
    boolean isDecided(StoreIdentity store, long index);
}
