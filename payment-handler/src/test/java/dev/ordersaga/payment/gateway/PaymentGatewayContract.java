package dev.ordersaga.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.CaptureMode;
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
 * Contract of {@link PaymentGateway}: what payments rely on, whatever the provider. Subclasses name the payment methods
 * that lead to each outcome.
 */
abstract class PaymentGatewayContract {

    /** Start of the attempts under test, and of the adapter's clock. */
    protected static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    protected static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));

    private int orders;

    protected abstract PaymentGateway gateway();

    /** A payment method that succeeds at once. */
    protected abstract String goodMethod();

    /** A payment method that is declined for insufficient funds: a soft decline. */
    protected abstract String methodWithInsufficientFunds();

    /** A payment method that was reported as lost: a hard decline. */
    protected abstract String lostCardMethod();

    /** A payment method whose refunds fail. */
    protected abstract String methodWithFailingRefunds();

    /** A payment method that the provider has no record of. */
    protected String unknownMethod() {
        return "pm_card_doesNotExist";
    }

    /** A payment method that is still processing after the first answer. */
    protected abstract String slowMethod();

    /** Lets the provider complete what is processing or pending. */
    protected abstract void completePendingWork();

    @Test
    void aChargeOnConfirmationIsCapturedAtOnce() {
        assertThat(gateway().authorize(charge(goodMethod(), CaptureMode.ON_CONFIRMATION)))
                .isInstanceOfSatisfying(Captured.class, answer -> {
                    assertThat(answer.amount()).isEqualTo(TOTAL);
                    assertThat(answer.providerReference()).isNotBlank();
                });
    }

    @Test
    void aChargeOnShipmentIsOnlyAuthorized() {
        assertThat(gateway().authorize(charge(goodMethod(), CaptureMode.ON_SHIPMENT)))
                .isInstanceOfSatisfying(Authorized.class, answer -> {
                    assertThat(answer.amount()).isEqualTo(TOTAL);
                    assertThat(answer.providerReference()).isNotBlank();
                });
    }

    @Test
    void aSoftDeclineHasTheReasonForTheCustomerToo() {
        assertThat(gateway().authorize(charge(methodWithInsufficientFunds(), CaptureMode.ON_CONFIRMATION)))
                .isEqualTo(new Declined("insufficient_funds", false));
    }

    @Test
    void aHardDeclineDoesNotRevealToTheCustomerThatTheCardIsLost() {
        assertThat(gateway().authorize(charge(lostCardMethod(), CaptureMode.ON_CONFIRMATION)))
                .isEqualTo(new Declined("lost_card", Declined.GENERIC, true));
    }

    @Test
    void aDeclineIsFoundAgain() {
        Charge charge = charge(methodWithInsufficientFunds(), CaptureMode.ON_CONFIRMATION);
        ProviderAnswer answer = gateway().authorize(charge);
        assertThat(gateway().authorize(charge)).isEqualTo(answer);
        assertThat(gateway().find(charge)).contains(answer);
    }

    @Test
    void anUnknownPaymentMethodIsDeclined() {
        assertThat(gateway().authorize(charge(unknownMethod(), CaptureMode.ON_CONFIRMATION)))
                .isEqualTo(new Declined(Declined.UNKNOWN_PAYMENT_METHOD, true));
    }

    @Test
    void aRetriedAttemptGetsTheSameAnswerAndReference() {
        Charge charge = charge(goodMethod(), CaptureMode.ON_CONFIRMATION);
        ProviderAnswer first = gateway().authorize(charge);
        assertThat(gateway().authorize(charge)).isEqualTo(first);
        assertThat(gateway().find(charge)).contains(first);
    }

    @Test
    void theChargesOfTwoOrdersHaveDifferentReferences() {
        var one = (Captured) gateway().authorize(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        var two = (Captured) gateway().authorize(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        assertThat(one.providerReference()).isNotEqualTo(two.providerReference());
    }

    @Test
    void aSlowChargeNamesThePollIntervalAndIsFoundCapturedLater() {
        Charge charge = charge(slowMethod(), CaptureMode.ON_CONFIRMATION);
        assertThat(gateway().authorize(charge))
                .isInstanceOfSatisfying(
                        Processing.class,
                        answer -> assertThat(answer.pollAfter()).isPositive());
        assertThat(gateway().find(charge)).containsInstanceOf(Processing.class);
        completePendingWork();
        assertThat(gateway().find(charge)).containsInstanceOf(Captured.class);
    }

    @Test
    void anAuthorizationIsVoidedIdempotently() {
        Charge charge = authorized(charge(goodMethod(), CaptureMode.ON_SHIPMENT));
        assertThat(gateway().voidCharge(charge, releaseOf(charge))).isInstanceOf(Voided.class);
        assertThat(gateway().voidCharge(charge, releaseOf(charge))).isInstanceOf(Voided.class);
    }

    @Test
    void aChargeThatIsProcessingCanBeCancelled() {
        Charge charge = charge(slowMethod(), CaptureMode.ON_CONFIRMATION);
        var processing = (Processing) gateway().authorize(charge);
        Charge withReference = charge.withReference(processing.providerReference());
        assertThat(gateway().voidCharge(withReference, releaseOf(charge))).isInstanceOf(Voided.class);
    }

    @Test
    void aVoidThatIsTooLateReturnsTheCapture() {
        Charge charge = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        assertThat(gateway().voidCharge(charge, releaseOf(charge)))
                .isInstanceOfSatisfying(
                        Captured.class, answer -> assertThat(answer.amount()).isEqualTo(TOTAL));
    }

    @Test
    void aDeclinedChargeHasNothingToVoid() {
        Charge charge = charge(methodWithInsufficientFunds(), CaptureMode.ON_CONFIRMATION);
        gateway().authorize(charge);
        assertThat(gateway().voidCharge(charge, releaseOf(charge)))
                .isEqualTo(new Declined("insufficient_funds", false));
    }

    @Test
    void aCapturedAmountIsRefundedInFullAndOnce() {
        Charge charge = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        RefundAnswer first = gateway().refund(charge, remainderOf(charge));

        assertThat(first).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(gateway().refund(charge, remainderOf(charge))).isEqualTo(first);
        assertThat(gateway().findRefund(charge, remainderOf(charge))).hasValue(first);
    }

    @Test
    void aChargeThatWasNotCapturedIsNotRefunded() {
        Charge charge = charge(methodWithInsufficientFunds(), CaptureMode.ON_CONFIRMATION);
        gateway().authorize(charge);
        assertThatThrownBy(() -> gateway().refund(charge, remainderOf(charge))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void anAuthorizedAmountIsCapturedOnceAndCanBeRefundedInParts() {
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
    void aReturnedRefundIsFoundFailed() {
        Charge charge = captured(charge(methodWithFailingRefunds(), CaptureMode.ON_CONFIRMATION));
        gateway().refund(charge, part(charge, 1));
        completePendingWork();
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
        return charge.withReference(((Authorized) gateway().authorize(charge)).providerReference());
    }

    protected Charge captured(Charge charge) {
        return charge.withReference(((Captured) gateway().authorize(charge)).providerReference());
    }

    protected static String releaseOf(Charge charge) {
        return charge.orderId() + "/release/1";
    }

    private static Refund remainderOf(Charge charge) {
        return new Refund(0, TOTAL, null, releaseOf(charge));
    }
}
