package dev.ordersaga.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.payment.PaymentState;
import dev.ordersaga.payment.SamplePayment;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.reconciliation.ChargeMatch.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChargeMatchTest {

    private static final Money TOTAL = SamplePayment.TOTAL;
    private static final Money PART = new Money(100, TOTAL.currency());
    private static final PaymentRefundStarted PART_STARTED =
            new PaymentRefundStarted(SamplePayment.ID, SamplePayment.ORDER, 1, PART, null, SamplePayment.ORDER + "/refund/1");
    private static final PaymentRefunded PART_REFUNDED =
            new PaymentRefunded(SamplePayment.ID, SamplePayment.ORDER, 1, PART, "re_1");

    @Test
    void whatBothHoldIsFine() {
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.CAPTURED), held(TOTAL)))
                .isEqualTo(Kind.FINE);
        assertThat(kind(
                        payment(SamplePayment.STARTED, SamplePayment.CAPTURED, PART_STARTED, PART_REFUNDED),
                        held(TOTAL.minus(PART))))
                .isEqualTo(Kind.FINE);
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.DECLINED), held(SamplePayment.NONE)))
                .isEqualTo(Kind.FINE);
    }

    @Test
    void whatIsOpenHereIsLearned() {
        assertThat(kind(payment(SamplePayment.STARTED), held(TOTAL))).isEqualTo(Kind.TO_LEARN);
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.PROCESSING), held(TOTAL)))
                .isEqualTo(Kind.TO_LEARN);
    }

    @Test
    void aReservationThatIsGoneIsNews() {
        PaymentState reserved = payment(SamplePayment.STARTED_FOR_SHIPMENT, SamplePayment.AUTHORIZED);
        assertThat(kind(reserved, held(TOTAL))).isEqualTo(Kind.FINE);
        assertThat(kind(reserved, held(SamplePayment.NONE))).isEqualTo(Kind.TO_LEARN);
    }

    @Test
    void aRefundUnderWayIsNotJudged() {
        PaymentState refunding = payment(SamplePayment.STARTED, SamplePayment.CAPTURED, PART_STARTED);
        assertThat(kind(refunding, held(TOTAL))).isEqualTo(Kind.TO_LEARN);
        assertThat(kind(refunding, held(TOTAL.minus(PART)))).isEqualTo(Kind.TO_LEARN);
    }

    @Test
    void moneyOfADeclinedAttemptIsAnOrphan() {
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.DECLINED), held(TOTAL)))
                .isEqualTo(Kind.ORPHAN);
    }

    @Test
    void moneyUnderAnotherNameThanTheOneWeKnowIsAnOrphan() {
        ProviderRecord.OfCharge second = charge("ch_2", 1, TOTAL, TOTAL);
        assertThat(kind(payment(SamplePayment.STARTED, SamplePayment.CAPTURED), second)).isEqualTo(Kind.ORPHAN);
    }

    @Test
    void moneyThatWasGivenBackHereButNotThereIsAnOrphan() {
        PaymentState refunded = payment(
                SamplePayment.STARTED,
                SamplePayment.CAPTURED,
                SamplePayment.RELEASE,
                SamplePayment.REST_STARTED,
                new PaymentRefunded(SamplePayment.ID, SamplePayment.ORDER, 0, TOTAL, "re_1"),
                SamplePayment.NOTHING_HELD);
        assertThat(kind(refunded, held(SamplePayment.NONE))).isEqualTo(Kind.FINE);
        assertThat(kind(refunded, held(TOTAL))).isEqualTo(Kind.ORPHAN);
    }

    @Test
    void otherDifferencesAreForAPerson() {
        PaymentState captured = payment(SamplePayment.STARTED, SamplePayment.CAPTURED);
        assertThat(kind(captured, held(TOTAL.minus(PART)))).isEqualTo(Kind.MISMATCH);
        assertThat(kind(captured, charge(SamplePayment.REFERENCE, 1, TOTAL.plus(PART), TOTAL)))
                .isEqualTo(Kind.MISMATCH);
        assertThat(kind(captured, charge("ch_2", 2, TOTAL, TOTAL))).isEqualTo(Kind.MISMATCH);
    }

    @Test
    void whatNobodyHereKnowsIsNotOurs() {
        assertThat(kind(null, held(TOTAL))).isEqualTo(Kind.NOT_OURS);
    }

    private static Kind kind(@Nullable PaymentState payment, ProviderRecord.OfCharge found) {
        return ChargeMatch.of(payment, found).kind();
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
        return new ProviderRecord.OfCharge(SamplePayment.ORDER, attempt, reference, amount, held, SamplePayment.START, answer);
    }
}
