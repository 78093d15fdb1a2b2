package dev.ordersaga.lab.replay;

/** The user wants to stop; what is under way is left as it is and can be resumed. */
final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("stopped");
    }
}
