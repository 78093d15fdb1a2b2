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
import dev.ordersaga.api.payment.PaymentIds;
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

    private static final String ORDER = "orderId";

    /** As {@link PaymentIds} does: sets the variant of the order's UUID. */
    private static final String PAYMENT =
            "overlay(%1$s PLACING translate(substr(%1$s, 20, 1), '89ab', 'cdef') FROM 20 FOR 1)";

    private static final String ATTEMPT = "attempt";

    private final ExpectedFollowUps followUps;

    PaymentCompletenessAudit(JdbcClient jdbc) {
        followUps = new ExpectedFollowUps(
                jdbc,
                PaymentExecutionConfiguration.PROCESSOR,
                ORDER,
                List.of(
                        ExpectedFollowUp.of(PaymentRequested.class, ORDER)
                                .by(ATTEMPT)
                                .unless(PaymentAttemptStarted.class, PaymentReleaseStarted.class),
                        ExpectedFollowUp.of(CaptureRequested.class, ORDER)
                                .by(ATTEMPT)
                                .unless(
                                        PaymentCaptureStarted.class,
                                        PaymentCaptured.class,
                                        PaymentCaptureFailed.class,
                                        PaymentAuthorizationExpired.class,
                                        PaymentVoided.class,
                                        PaymentReleaseStarted.class),
                        ExpectedFollowUp.of(PaymentCheckRequested.class, ORDER)
                                .by("check")
                                .unless(PaymentCheckStarted.class, PaymentReleaseStarted.class),
                        ExpectedFollowUp.of(RefundRequested.class, ORDER)
                                .by("refund")
                                .leadsTo(PaymentRefundStarted.class, PaymentRefundFailed.class),
                        ExpectedFollowUp.of(PaymentReleaseRequested.class, ORDER)
                                .unless(PaymentReleaseStarted.class)),
                PAYMENT);
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
