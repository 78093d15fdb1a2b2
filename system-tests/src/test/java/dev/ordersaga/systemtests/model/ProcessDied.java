package dev.ordersaga.systemtests.model;

/** The process is gone at this point: nothing that follows happens, and what is not stored is lost. */
final class ProcessDied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProcessDied() {
        super("the process died", null, false, false);
    }
}
