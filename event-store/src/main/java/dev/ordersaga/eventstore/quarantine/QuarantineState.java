package dev.ordersaga.eventstore.quarantine;

/** What becomes of a sequence in quarantine. The names are stored: they are schema. */
public enum QuarantineState {
    /** It is tried again by itself. */
    RETRYING,
    /** It was tried often enough: a person has to look. */
    DEAD,
    /** A person put it aside. */
    PARKED
}
