package dev.ordersaga.api.status;

/** When an authorized payment is captured. */
public enum CaptureMode {
    /** In one step with the authorization: the order is confirmed once the amount is captured. */
    ON_CONFIRMATION,
    /** The order is confirmed once the amount is authorized; it is captured when the goods leave. */
    ON_SHIPMENT
}
