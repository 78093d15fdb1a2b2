package dev.ordersaga.simulator.payment;

/** When the money is taken. */
public enum CaptureMethod {
    AUTOMATIC,
    AUTOMATIC_ASYNC,
    MANUAL
}
