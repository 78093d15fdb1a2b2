package dev.ordersaga.payment.execution;

import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentCheckStarted;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.ExpectedFollowUp;
import dev.ordersaga.eventprocessing.completeness.ExpectedFollowUps;
import dev.ordersaga.eventprocessing.completeness.UnhandledEvent;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Completeness audit: requests of orders whose payments recorded no follow-up event. */
final class PaymentCompletenessAudit implements CompletenessAudit {

    private static final String PAYMENT = "paymentId";
    private static final String ATTEMPT = "attempt";

    private final ExpectedFollowUps followUps;

    PaymentCompletenessAudit(JdbcClient jdbc) {
        followUps = new ExpectedFollowUps(
                jdbc,
                PaymentExecutionConfiguration.PROCESSOR,
                "orderId",
                List.of(
                        ExpectedFollowUp.of(PaymentRequested.class, PAYMENT)
                                .by(ATTEMPT)
                                .unless(PaymentAttemptStarted.class, PaymentReleaseStarted.class),
                        ExpectedFollowUp.of(CaptureRequested.class, PAYMENT)
                                .by(ATTEMPT)
                                .unless(
                                        PaymentCaptureStarted.class,
                                        PaymentCaptured.class,
                                        PaymentCaptureFailed.class,
                                        PaymentAuthorizationExpired.class,
                                        PaymentVoided.class,
                                        PaymentReleaseStarted.class),
                        ExpectedFollowUp.of(PaymentCheckRequested.class, PAYMENT)
                                .by("check")
                                .unless(PaymentCheckStarted.class, PaymentReleaseStarted.class),
                        ExpectedFollowUp.of(RefundRequested.class, PAYMENT)
                                .by("refund")
                                .leadsTo(PaymentRefundStarted.class, PaymentRefundFailed.class),
                        ExpectedFollowUp.of(PaymentReleaseRequested.class, PAYMENT)
                                .unless(PaymentReleaseStarted.class)));
    }

    @Override
    public String name() {
        return PaymentExecutionConfiguration.PROCESSOR;
    }

    @Override
    public List<UnhandledEvent> unhandledEvents(long after, long upTo) {
        return followUps.unhandledEvents(after, upTo);
    }

    @Override
    public List<String> aggregatesOf(String sequence) {
        return List.of(sequence);
    }
}
