package dev.ordersaga.lab.replay;

/** The service answered something that its contract rules out. */
final class ContractBreachException extends Exception {

    private static final long serialVersionUID = 1L;

    ContractBreachException(String what) {
        super(what);
    }
}
