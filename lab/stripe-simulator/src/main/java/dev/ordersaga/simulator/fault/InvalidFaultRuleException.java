package dev.ordersaga.simulator.fault;

/** A fault rule that could never fire. */
public final class InvalidFaultRuleException extends RuntimeException {

    InvalidFaultRuleException(String message) {
        super(message);
    }
}
