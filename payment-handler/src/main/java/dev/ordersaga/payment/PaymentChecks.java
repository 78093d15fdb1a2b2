package dev.ordersaga.payment;

/**
 * Look-ups that an order requested after its deadlines. Immutable.
 *
 * @param latest number of the latest one; 0 before the first
 * @param open whether it has no result yet
 */
record PaymentChecks(int latest, boolean open) {

    static final PaymentChecks NONE = new PaymentChecks(0, false);

    PaymentChecks started(int check) {
        return new PaymentChecks(check, true);
    }

    PaymentChecks closed() {
        return new PaymentChecks(latest, false);
    }

    boolean isOpen(int check) {
        return open && latest == check;
    }
}
