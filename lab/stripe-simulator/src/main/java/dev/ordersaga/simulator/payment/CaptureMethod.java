package dev.ordersaga.simulator.payment;

/** When the payment is captured. */
public enum CaptureMethod {
    AUTOMATIC,
    AUTOMATIC_ASYNC,
    MANUAL
}
