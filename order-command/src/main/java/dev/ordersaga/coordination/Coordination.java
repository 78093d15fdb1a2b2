package dev.ordersaga.coordination;

/** Names of this feature that are stored, and hence schema. */
final class Coordination {

    /** The processor that carries order and payment events to the saga. */
    public static final String PROCESSOR = "order-payment-saga";

    private Coordination() {}
}
