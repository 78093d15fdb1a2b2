package dev.ordersaga.systemtests.model;

/** An invariant does not hold. */
final class InvariantViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    /** @param invariant name of the invariant; shrinking keeps to schedules that violate the same one */
    InvariantViolation(String invariant, String how) {
        super(invariant + ": " + how);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
