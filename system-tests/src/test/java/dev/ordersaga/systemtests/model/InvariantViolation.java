package dev.ordersaga.systemtests.model;

/** What must never happen has happened. */
final class InvariantViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String promise;

    /** @param promise the same for the same kind of fault, so that shrinking does not slip into another one */
    InvariantViolation(String promise, String how) {
        super(promise + ": " + how);
        this.promise = promise;
    }

    String promise() {
        return promise;
    }
}
