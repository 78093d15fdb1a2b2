package dev.ordersaga.systemtests.model;

/** The process crashes here: nothing further runs, and unstored state is lost. */
final class ProcessDied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProcessDied() {
        super("the process died", null, false, false);
    }
}
