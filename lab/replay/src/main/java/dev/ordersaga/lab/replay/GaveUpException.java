package dev.ordersaga.lab.replay;

/** Patience is over; the message says what the last try met. */
final class GaveUpException extends Exception {

    private static final long serialVersionUID = 1L;

    GaveUpException(String lastMet) {
        super(lastMet);
    }
}
