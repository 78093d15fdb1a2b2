package dev.ordersaga.idempotency;

/** The first request with this key is still running. */
public final class KeyInFlight extends RuntimeException {

    private static final long serialVersionUID = 1;

    KeyInFlight() {
        super("a request with this key is still running");
    }
}
