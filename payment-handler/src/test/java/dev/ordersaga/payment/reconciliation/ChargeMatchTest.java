package dev.ordersaga.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.payment.PaymentState;
import dev.ordersaga.payment.SamplePayment;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.reconciliation.ChargeMatch.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChargeMatchTest {

    private static final Money TOTAL = SamplePayment.TOTAL;
    private static final Money PART = new Money(100, TOTAL.currency());
    private static final PaymentRefundStarted PART_STARTED = SamplePayment.EVENTS.refundStarted(1, PART, null);
    private static final PaymentRefunded PART_REFUNDED = SamplePayment.EVENTS.refunded(1, PART);

    @Test
    void equalRecordsMatch() {
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.CAPTURED), held(TOTAL)))
                .isEqualTo(Kind.MATCHED);
        assertThat(kind(
                        payment(SamplePayment.STARTED, SamplePayment.CAPTURED, PART_STARTED, PART_REFUNDED),
                        held(TOTAL.minus(PART))))
                .isEqualTo(Kind.MATCHED);
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.DECLINED), held(SamplePayment.NONE)))
                .isEqualTo(Kind.MATCHED);
    }

    @Test
    void anOpenAttemptIsOutdated() {
        assertThat(kind(payment(SamplePayment.STARTED), held(TOTAL))).isEqualTo(Kind.OUTDATED);
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.PROCESSING), held(TOTAL)))
                .isEqualTo(Kind.OUTDATED);
    }

    @Test
    void anExpiredAuthorizationIsOutdated() {
        PaymentState authorized = payment(SamplePayment.STARTED_FOR_SHIPMENT, SamplePayment.AUTHORIZED);
        assertThat(kind(authorized, held(TOTAL))).isEqualTo(Kind.MATCHED);
        assertThat(kind(authorized, held(SamplePayment.NONE))).isEqualTo(Kind.OUTDATED);
    }

    @Test
    void aPaymentWithARefundUnderWayIsNotJudged() {
        PaymentState refunding = payment(SamplePayment.STARTED, SamplePayment.CAPTURED, PART_STARTED);
        assertThat(kind(refunding, held(TOTAL))).isEqualTo(Kind.OUTDATED);
        assertThat(kind(refunding, held(TOTAL.minus(PART)))).isEqualTo(Kind.OUTDATED);
    }

    @Test
    void aChargeOfADeclinedAttemptIsUnmatched() {
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.DECLINED), held(TOTAL)))
                .isEqualTo(Kind.UNMATCHED);
    }

    @Test
    void aSecondChargeOfTheSameAttemptIsUnmatched() {
        ProviderRecord.OfCharge second = charge("ch_2", 1, TOTAL, TOTAL);
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.CAPTURED), second))
                .isEqualTo(Kind.UNMATCHED);
    }

    @Test
    void aChargeAtAnotherProviderThanTheAttemptsIsUnmatched() {
        PaymentState open = payment(SamplePayment.STARTED);
        assertThat(ChargeMatch.of(open, "another", held(TOTAL)).kind()).isEqualTo(Kind.UNMATCHED);
        assertThat(ChargeMatch.of(open, "another", held(SamplePayment.NONE)).kind())
                .isEqualTo(Kind.MATCHED);
    }

    @Test
    void aChargeThatWasRefundedHereButNotThereIsUnmatched() {
        PaymentState refunded = payment(
                SamplePayment.STARTED,
                SamplePayment.CAPTURED,
                SamplePayment.RELEASE,
                SamplePayment.REMAINDER_STARTED,
                SamplePayment.REMAINDER_REFUNDED,
                SamplePayment.NOTHING_HELD);
        assertThat(kind(refunded, held(SamplePayment.NONE))).isEqualTo(Kind.MATCHED);
        assertThat(kind(refunded, held(TOTAL))).isEqualTo(Kind.UNMATCHED);
    }

    @Test
    void otherDifferencesAreMismatches() {
        PaymentState captured = payment(SamplePayment.STARTED, SamplePayment.CAPTURED);
        assertThat(kind(captured, held(TOTAL.minus(PART)))).isEqualTo(Kind.MISMATCH);
        assertThat(kind(captured, charge(SamplePayment.REFERENCE, 1, TOTAL.plus(PART), TOTAL)))
                .isEqualTo(Kind.MISMATCH);
        assertThat(kind(captured, charge("ch_2", 2, TOTAL, TOTAL))).isEqualTo(Kind.MISMATCH);
    }

    @Test
    void aChargeOfAnUnknownOrderHasNoPayment() {
        assertThat(kind(null, held(TOTAL))).isEqualTo(Kind.NO_PAYMENT);
    }

    private static Kind kind(@Nullable PaymentState payment, ProviderRecord.OfCharge found) {
        return ChargeMatch.of(payment, SamplePayment.PROVIDER, found).kind();
    }

    private static PaymentState payment(PaymentEvent... events) {
        PaymentState payment = null;
        for (PaymentEvent event : events) {
            payment = PaymentState.after(payment, event, SamplePayment.START);
        }
        return java.util.Objects.requireNonNull(payment);
    }

    private static ProviderRecord.OfCharge held(Money held) {
        return charge(SamplePayment.REFERENCE, 1, TOTAL, held);
    }

    private static ProviderRecord.OfCharge charge(String reference, int attempt, Money amount, Money held) {
        ProviderAnswer answer = new Captured(reference, amount);
        return new ProviderRecord.OfCharge(
                SamplePayment.ORDER, attempt, reference, amount, held, SamplePayment.START, answer);
    }
}
