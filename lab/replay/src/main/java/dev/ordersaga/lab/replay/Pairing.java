package dev.ordersaga.lab.replay;

import org.jspecify.annotations.Nullable;

/** A cancellation invoice and the order it belongs to; {@code order} is null where none was found. */
record Pairing(Invoice cancellation, Match match, @Nullable Invoice order) {

    static Pairing unmatched(Invoice cancellation, Match why) {
        return new Pairing(cancellation, why, null);
    }

    /** How a cancellation met its order, or why it did not. */
    enum Match {
        /** It takes everything back: the order can be cancelled. */
        WHOLE("whole order"),
        /** It takes some of it back: a refund. */
        PARTIAL("part of an order"),
        NO_CUSTOMER("unmatched: no customer"),
        NO_EARLIER_ORDER("unmatched: no earlier order of that customer has the goods"),
        NOT_COVERED("unmatched: no single earlier order has goods and money enough left");

        private final String words;

        Match(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
