package dev.ordersaga.simulator.fault;

/** A fault rule that can never do what it says. */
public final class InvalidRuleException extends RuntimeException {

    InvalidRuleException(String message) {
        super(message);
    }
}
