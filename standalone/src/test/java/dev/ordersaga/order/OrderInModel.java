package dev.ordersaga.order;

/** The door through which the model gets at the order. */
public final class OrderInModel {

    private OrderInModel() {}

    public static Class<?> aggregate() {
        return Order.class;
    }
}
