package dev.ordersaga.eventprocessing.deadletter;

/** What becomes of a sequence in quarantine. The names are stored: they are schema. */
public enum DeadLetterState {
    /** It is tried again by itself. */
    RETRYING,
    /** It was tried often enough: a person has to look. */
    DEAD,
    /** A person put it aside. */
    PARKED
}
