package dev.ordersaga.lab.replay;

/** What the user gave cannot be used; the message says what and why. */
final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }

    InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
