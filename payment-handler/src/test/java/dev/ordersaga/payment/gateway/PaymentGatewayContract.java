package dev.ordersaga.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What payment relies on, whatever the provider. Each adapter has a test class that extends this one and says which
 * payment methods bring about what.
 */
public abstract class PaymentGatewayContract {

    /** Of attempts under test: an adapter's clock starts here. */
    protected static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    protected static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));

    private int orders;

    protected abstract PaymentGateway gateway();

    /** A payment method that is charged at once. */
    protected abstract String goodMethod();

    /** A payment method that the bank refuses for lack of money. */
    protected abstract String methodWithoutMoney();

    /** A payment method that the bank refuses for good. */
    protected abstract String lostMethod();

    /** A payment method that takes no refund back. */
    protected abstract String methodWhoseRefundsFail();

    /** A payment method that the provider still has after the first answer. */
    protected abstract String slowMethod();

    /** Makes the provider finish what it still had. */
    protected abstract void letTheProviderFinish();

    @Test
    void moneyIsTakenAtOnceWhereTheOrderIsConfirmedByIt() {
        assertThat(gateway().authorize(charge(goodMethod(), CaptureMode.ON_CONFIRMATION)))
                .isInstanceOfSatisfying(Captured.class, answer -> {
                    assertThat(answer.amount()).isEqualTo(TOTAL);
                    assertThat(answer.providerReference()).isNotBlank();
                });
    }

    @Test
    void moneyIsOnlyReservedWhereItIsTakenWithTheShipment() {
        assertThat(gateway().authorize(charge(goodMethod(), CaptureMode.ON_SHIPMENT)))
                .isInstanceOfSatisfying(Authorized.class, answer -> {
                    assertThat(answer.amount()).isEqualTo(TOTAL);
                    assertThat(answer.providerReference()).isNotBlank();
                });
    }

    @Test
    void theBanksNoIsAnAnswerWithItsReason() {
        assertThat(gateway().authorize(charge(methodWithoutMoney(), CaptureMode.ON_CONFIRMATION)))
                .isEqualTo(new Declined("insufficient_funds", false));
    }

    @Test
    void theBanksNoForGoodSaysSo() {
        assertThat(gateway().authorize(charge(lostMethod(), CaptureMode.ON_CONFIRMATION)))
                .isEqualTo(new Declined("lost_card", true));
    }

    @Test
    void aDeclineIsFoundAgain() {
        Charge charge = charge(methodWithoutMoney(), CaptureMode.ON_CONFIRMATION);
        ProviderAnswer answer = gateway().authorize(charge);
        assertThat(gateway().authorize(charge)).isEqualTo(answer);
        assertThat(gateway().find(charge)).contains(answer);
    }

    @Test
    void aPaymentMethodThatNobodyKnowsIsDeclined() {
        assertThat(gateway().authorize(charge("pm_card_neverHeardOf", CaptureMode.ON_CONFIRMATION)))
                .isEqualTo(new Declined("payment_method_unknown", true));
    }

    @Test
    void theSameAttemptAgainGetsTheSameAnswerAndReference() {
        Charge charge = charge(goodMethod(), CaptureMode.ON_CONFIRMATION);
        ProviderAnswer first = gateway().authorize(charge);
        assertThat(gateway().authorize(charge)).isEqualTo(first);
        assertThat(gateway().find(charge)).contains(first);
    }

    @Test
    void theChargesOfTwoOrdersAreTwo() {
        var one = (Captured) gateway().authorize(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        var two = (Captured) gateway().authorize(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        assertThat(one.providerReference()).isNotEqualTo(two.providerReference());
    }

    @Test
    void aSlowProviderSaysWhenToAskAgainAndIsFoundToHaveFinished() {
        Charge charge = charge(slowMethod(), CaptureMode.ON_CONFIRMATION);
        assertThat(gateway().authorize(charge))
                .isInstanceOfSatisfying(
                        Processing.class,
                        answer -> assertThat(answer.askAgainIn()).isPositive());
        assertThat(gateway().find(charge)).containsInstanceOf(Processing.class);
        letTheProviderFinish();
        assertThat(gateway().find(charge)).containsInstanceOf(Captured.class);
    }

    @Test
    void reservedMoneyIsVoidedHoweverOftenAsked() {
        Charge charge = authorized(charge(goodMethod(), CaptureMode.ON_SHIPMENT));
        assertThat(gateway().voidCharge(charge, releaseOf(charge))).isInstanceOf(Voided.class);
        assertThat(gateway().voidCharge(charge, releaseOf(charge))).isInstanceOf(Voided.class);
    }

    @Test
    void aChargeThatIsStillProcessingCanBeStopped() {
        Charge charge = charge(slowMethod(), CaptureMode.ON_CONFIRMATION);
        var processing = (Processing) gateway().authorize(charge);
        Charge known = withReference(charge, processing.providerReference());
        assertThat(gateway().voidCharge(known, releaseOf(charge))).isInstanceOf(Voided.class);
    }

    @Test
    void aVoidThatComesTooLateSaysThatTheMoneyWasTaken() {
        Charge charge = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        assertThat(gateway().voidCharge(charge, releaseOf(charge)))
                .isInstanceOfSatisfying(
                        Captured.class, answer -> assertThat(answer.amount()).isEqualTo(TOTAL));
    }

    @Test
    void aDeclinedChargeHasNothingToVoid() {
        Charge charge = charge(methodWithoutMoney(), CaptureMode.ON_CONFIRMATION);
        gateway().authorize(charge);
        assertThat(gateway().voidCharge(charge, releaseOf(charge)))
                .isEqualTo(new Declined("insufficient_funds", false));
    }

    @Test
    void takenMoneyIsRefundedInFullAndOnce() {
        Charge charge = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        RefundAnswer first = gateway().refund(charge, restOf(charge));

        assertThat(first).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(gateway().refund(charge, restOf(charge))).isEqualTo(first);
        assertThat(gateway().findRefund(charge, restOf(charge))).hasValue(first);
    }

    @Test
    void whatWasNotTakenIsNotRefunded() {
        Charge charge = charge(methodWithoutMoney(), CaptureMode.ON_CONFIRMATION);
        gateway().authorize(charge);
        assertThatThrownBy(() -> gateway().refund(charge, restOf(charge))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void reservedMoneyIsTakenOnceAndCanThenBeGivenBackInParts() {
        Charge charge = authorized(charge(goodMethod(), CaptureMode.ON_SHIPMENT));
        String key = charge.orderId() + "/capture/1";
        ProviderAnswer first = gateway().capture(charge, key);

        assertThat(first)
                .isInstanceOfSatisfying(
                        Captured.class, answer -> assertThat(answer.amount()).isEqualTo(TOTAL));
        assertThat(gateway().capture(charge, key)).isEqualTo(first);
        assertThat(gateway().refund(charge, part(charge, 1))).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(gateway().refund(charge, part(charge, 2))).isInstanceOf(RefundAnswer.Succeeded.class);
    }

    @Test
    void aRefundThatComesBackIsFoundToHaveFailed() {
        Charge charge = captured(charge(methodWhoseRefundsFail(), CaptureMode.ON_CONFIRMATION));
        gateway().refund(charge, part(charge, 1));
        letTheProviderFinish();
        assertThat(gateway().findRefund(charge, part(charge, 1))).containsInstanceOf(RefundAnswer.Failed.class);
    }

    protected static Refund part(Charge charge, int number) {
        Money part = new Money(100, TOTAL.currency());
        return new Refund(number, part, "damaged", charge.orderId() + "/refund/" + number);
    }

    protected Charge charge(String method, CaptureMode capture) {
        UUID order = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + ++orders);
        return new Charge(order, 1, order + "/authorize/1", method, TOTAL, capture, START, null);
    }

    protected Charge authorized(Charge charge) {
        return withReference(charge, ((Authorized) gateway().authorize(charge)).providerReference());
    }

    protected Charge captured(Charge charge) {
        return withReference(charge, ((Captured) gateway().authorize(charge)).providerReference());
    }

    private static Charge withReference(Charge charge, String reference) {
        return new Charge(
                charge.orderId(),
                charge.attempt(),
                charge.idempotencyKey(),
                charge.paymentMethod(),
                charge.amount(),
                charge.capture(),
                charge.startedAt(),
                reference);
    }

    protected static String releaseOf(Charge charge) {
        return charge.orderId() + "/release/1";
    }

    private static Refund restOf(Charge charge) {
        return new Refund(0, TOTAL, null, releaseOf(charge));
    }
}
