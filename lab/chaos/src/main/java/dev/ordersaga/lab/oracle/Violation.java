package dev.ordersaga.lab.oracle;

/**
 * A violation of a promise.
 *
 * @param promise which one
 * @param subject the order, key or line
 * @param what in words
 */
public record Violation(Promise promise, String subject, String what) {

    @Override
    public String toString() {
        return promise.name() + " " + subject + ": " + what;
    }
}
