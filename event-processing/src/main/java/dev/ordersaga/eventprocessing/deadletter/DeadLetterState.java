package dev.ordersaga.eventprocessing.deadletter;

/** State of a sequence with dead letters. The names are stored and must not change. */
public enum DeadLetterState {
    /** It is retried automatically. */
    RETRYING,
    /** Its retries are exhausted: an operator has to act. */
    DEAD,
    /** An operator has stopped its retries. */
    PARKED
}
