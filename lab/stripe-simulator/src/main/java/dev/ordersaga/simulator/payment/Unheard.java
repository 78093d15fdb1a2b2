package dev.ordersaga.simulator.payment;

import tools.jackson.databind.node.JsonNodeFactory;

/** The words for what comes due by itself: nobody hears them, and what the state overtook is not even written. */
final class Unheard {

    /** The state went on while the operation was waiting for its time. */
    static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("overtaken", null, false, false);
        }
    }

    private static final PaymentEngine.Answer SILENCE =
            new PaymentEngine.Answer(204, JsonNodeFactory.instance.nullNode());

    static final PaymentEngine.Wording WORDING = new PaymentEngine.Wording() {
        @Override
        public PaymentEngine.Answer of(Effect effect, Lookup after) {
            return SILENCE;
        }

        @Override
        public PaymentEngine.Answer of(Refusal refusal) {
            throw new Overtaken();
        }
    };

    private Unheard() {}
}
