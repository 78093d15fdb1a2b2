package dev.ordersaga.api.order;

/** When an authorized payment is taken. */
public enum CaptureMode {
    /** In one step with the authorization: the order is confirmed once the money is there. */
    ON_CONFIRMATION,
    /** The order is confirmed once the money is reserved; it is taken when the goods leave. */
    ON_SHIPMENT
}
