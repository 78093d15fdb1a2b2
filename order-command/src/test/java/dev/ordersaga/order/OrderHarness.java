package dev.ordersaga.order;

/** Test access for the model in system-tests: the aggregate's type. */
public final class OrderHarness {

    private OrderHarness() {}

    public static Class<?> aggregate() {
        return Order.class;
    }
}
