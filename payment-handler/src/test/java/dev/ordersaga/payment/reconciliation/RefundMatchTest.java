package dev.ordersaga.payment.reconciliation;

import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.payment.PaymentState;
import dev.ordersaga.payment.SamplePayment;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.reconciliation.ChargeMatch.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Matching of a provider's refunds, and how long records are compared again. */
class RefundMatchTest {

    private static final Money THREE = new Money(300, TOTAL.currency());
    private static final Money FIVE = new Money(500, TOTAL.currency());
    private static final RefundAnswer MADE = new RefundAnswer.Succeeded("re_1");
    private static final Instant NOW = SamplePayment.START;

    @Test
    void aRefundOfTheSameAmountIsRecorded() {
        PaymentState payment =
                payment(SamplePayment.STARTED, SamplePayment.CAPTURED, EVENTS.refundStarted(1, THREE, null));
        assertThat(kind(payment, refund(1, THREE, MADE))).isEqualTo(Kind.OUTDATED);
    }

    @Test
    void aRefundOfAnotherAmountUnderOurNumberIsAFinding() {
        PaymentState payment =
                payment(SamplePayment.STARTED, SamplePayment.CAPTURED, EVENTS.refundStarted(1, THREE, null));
        RefundMatch match = RefundMatch.of(payment, refund(1, FIVE, MADE));
        assertThat(match.kind()).isEqualTo(Kind.MISMATCH);
        assertThat(match.what()).contains("5.00 GBP", "3.00 GBP");
    }

    @Test
    void aRefundThatOnlyTheProviderHasIsAFinding() {
        PaymentState payment = payment(SamplePayment.STARTED, SamplePayment.CAPTURED);
        assertThat(kind(payment, refund(1, FIVE, MADE))).isEqualTo(Kind.MISMATCH);
        assertThat(kind(null, refund(1, FIVE, MADE))).isEqualTo(Kind.NO_PAYMENT);
        assertThat(kind(payment, refund(1, FIVE, new RefundAnswer.Failed("lost"))))
                .isEqualTo(Kind.MATCHED);
        assertThat(kind(payment, refund(UnmatchedCharges.REFUND, FIVE, MADE))).isEqualTo(Kind.MATCHED);
    }

    @Test
    void whatCanChangeAtTheProviderIsComparedAgain() {
        Instant created = NOW.minus(Duration.ofDays(10));
        assertThat(next(refund(1, FIVE, MADE, created))).hasValue(Duration.ofDays(5));
        assertThat(next(refund(1, FIVE, MADE, NOW))).hasValue(Duration.ofDays(1));
        assertThat(next(refund(1, FIVE, MADE, NOW.minus(Duration.ofDays(36))))).isEmpty();
        var open = new DisputeAnswer("du_1", FIVE, "fraudulent", null, null);
        assertThat(next(new ProviderRecord.OfDispute(SamplePayment.ORDER, created, open)))
                .hasValue(Duration.ofDays(1));
    }

    private static Optional<Duration> next(ProviderRecord found) {
        return ChangeableRecords.nextComparison(List.of(found), NOW);
    }

    private static Kind kind(@Nullable PaymentState payment, ProviderRecord.OfRefund found) {
        return RefundMatch.of(payment, found).kind();
    }

    private static ProviderRecord.OfRefund refund(int number, Money amount, RefundAnswer answer) {
        return refund(number, amount, answer, NOW);
    }

    private static ProviderRecord.OfRefund refund(int number, Money amount, RefundAnswer answer, Instant at) {
        return new ProviderRecord.OfRefund(SamplePayment.ORDER, number, "re_1", amount, at, answer);
    }

    private static PaymentState payment(PaymentEvent... events) {
        PaymentState payment = null;
        for (PaymentEvent event : events) {
            payment = PaymentState.after(payment, event, SamplePayment.START);
        }
        return Objects.requireNonNull(payment);
    }
}
