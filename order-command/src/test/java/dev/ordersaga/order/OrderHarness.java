package dev.ordersaga.order;

/** The door through which the model gets at the order. */
public final class OrderHarness {

    private OrderHarness() {}

    public static Class<?> aggregate() {
        return Order.class;
    }
}
