package dev.ordersaga.idempotency;

/** The key was used before, for another request. */
public final class KeyReused extends RuntimeException {

    private static final long serialVersionUID = 1;

    KeyReused() {
        super("the key was used for another request");
    }
}
