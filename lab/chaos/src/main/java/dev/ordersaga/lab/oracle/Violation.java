package dev.ordersaga.lab.oracle;

/**
 * One breach of a promise.
 *
 * @param promise which one
 * @param subject the order, key or line that it is about
 * @param what in words
 */
public record Violation(Promise promise, String subject, String what) {

    @Override
    public String toString() {
        return promise.name() + " " + subject + ": " + what;
    }
}
