package dev.ordersaga.lab.storm;

import java.util.List;

/** The steps of an order after which the process crashes, with the crash points of {@code CrashingApplication}. */
enum CrashPoint {
    S1_REQUEST_READ("request:read"),
    S2_ORDER_PLACED("committed:OrderPlaced", "published:OrderPlaced", "appended:OrderPlaced"),
    S3_REQUEST_ANSWERED("request:answered"),
    S4_SAGA("handled:order-payment-saga", "handling:order-payment-saga"),
    S5_ATTEMPT_STARTED("committed:PaymentAttemptStarted", "appended:PaymentAttemptStarted"),
    S6_PROVIDER_CALLED("before:authorize", "handled:payment-execution", "processed:payment-execution"),
    S7_PROVIDER_ACTED("during:authorize"),
    S8_RESPONSE_READ("after:authorize"),
    S9_RESULT_STORED(
            "committed:PaymentCaptured",
            "appended:PaymentCaptured",
            "committed:PaymentAuthorized",
            "committed:PaymentDeclined"),
    S10_SAGA_REACTED("processed:order-payment-saga", "committed:OrderCancelled", "committed:OrderRejected"),
    S11_CAPTURE("after:capture", "before:capture", "during:capture", "committed:PaymentCaptureStarted"),
    S12_ORDER_CONFIRMED("committed:OrderConfirmed", "appended:OrderConfirmed"),
    S13_VIEW("handled:order-status", "processed:order-status"),
    S14_REFUND(
            "after:refund",
            "before:refund",
            "during:refund",
            "committed:PaymentRefunded",
            "before:voidCharge",
            "after:voidCharge",
            "committed:PaymentVoided");

    private final List<String> points;

    CrashPoint(String... points) {
        this.points = List.of(points);
    }

    /** The first is the step itself, the others are close to it. */
    List<String> points() {
        return points;
    }
}
