package dev.ordersaga.payment;

import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.payment.PaymentAuthorizationExpired;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentReleaseStarted;
import dev.ordersaga.api.payment.PaymentVoided;
import dev.ordersaga.eventstore.completeness.CompletenessCheck;
import dev.ordersaga.eventstore.completeness.Consequence;
import dev.ordersaga.eventstore.completeness.Consequences;
import dev.ordersaga.eventstore.completeness.Gap;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What orders asked of their payments, and the payments never began. */
final class PaymentCheck implements CompletenessCheck {

    private static final String PAYMENT = "paymentId";
    private static final String ATTEMPT = "attempt";

    private final Consequences consequences;

    PaymentCheck(JdbcClient jdbc) {
        consequences = new Consequences(
                jdbc,
                PaymentModule.PROCESSOR,
                "orderId",
                List.of(
                        Consequence.of(PaymentRequested.class, PAYMENT)
                                .by(ATTEMPT)
                                .unless(PaymentAttemptStarted.class, PaymentReleaseStarted.class),
                        Consequence.of(CaptureRequested.class, PAYMENT)
                                .by(ATTEMPT)
                                .unless(
                                        PaymentCaptureStarted.class,
                                        PaymentCaptured.class,
                                        PaymentCaptureFailed.class,
                                        PaymentAuthorizationExpired.class,
                                        PaymentVoided.class,
                                        PaymentReleaseStarted.class),
                        Consequence.of(RefundRequested.class, PAYMENT)
                                .by("refund")
                                .leadsTo(PaymentRefundStarted.class, PaymentRefundFailed.class),
                        Consequence.of(PaymentReleaseRequested.class, PAYMENT).unless(PaymentReleaseStarted.class)));
    }

    @Override
    public String name() {
        return PaymentModule.PROCESSOR;
    }

    @Override
    public List<Gap> gaps(long after, long upTo) {
        return consequences.gaps(after, upTo);
    }

    @Override
    public List<String> streamsOf(String sequence) {
        return List.of(sequence);
    }
}
