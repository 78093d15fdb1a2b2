package dev.ordersaga.payment.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentProviderContract;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** The contract, and faults that only a remote provider can cause. */
class StripeProviderIT extends PaymentProviderContract<StripeProvider> {

    @TempDir
    Path directory;

    private StripeSimulatorFixture stripe;

    @BeforeEach
    void open() {
        stripe = StripeSimulatorFixture.open(directory, START);
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @Override
    protected StripeProvider provider() {
        return stripe.provider();
    }

    @Override
    protected String goodMethod() {
        return "pm_card_visa";
    }

    @Override
    protected String methodWithInsufficientFunds() {
        return "pm_card_visa_chargeDeclinedInsufficientFunds";
    }

    @Override
    protected String lostCardMethod() {
        return "pm_card_visa_chargeDeclinedLostCard";
    }

    @Override
    protected String methodWithFailingRefunds() {
        return "pm_card_refundFail";
    }

    @Override
    protected String slowMethod() {
        return "pm_usBankAccount_success";
    }

    @Override
    protected void completePendingWork() {
        stripe.advance(Duration.ofSeconds(3));
    }

    @Override
    protected String unknownReference() {
        return "pi_doesNotExist";
    }

    @Override
    protected byte[] webhookBody(String reference) {
        return """
                {"id":"evt_1","object":"event","type":"payment_intent.succeeded",
                 "data":{"object":{"id":"%s","object":"payment_intent"}}}""".formatted(reference).getBytes(UTF_8);
    }

    @Override
    protected HttpHeaders signatureOf(byte[] body) {
        return StripeSimulatorFixture.signature(START.getEpochSecond(), body, "whsec_new");
    }

    @Test
    void anAuthorizationNamesItsExpiry() {
        assertThat(gateway().authorize(charge(goodMethod(), CaptureMode.ON_SHIPMENT)))
                .isInstanceOfSatisfying(
                        Authorized.class,
                        answer -> assertThat(answer.captureBefore()).isEqualTo(START.plus(Duration.ofDays(7))));
    }

    @Test
    void aDebitTakesDaysAndACardSeconds() {
        assertThat(gateway().authorize(charge(slowMethod(), CaptureMode.ON_CONFIRMATION)))
                .isInstanceOfSatisfying(
                        Processing.class,
                        answer -> assertThat(answer.takesDays()).isTrue());
        assertThat(gateway().authorize(charge("pm_silent", CaptureMode.ON_CONFIRMATION)))
                .isInstanceOfSatisfying(
                        Processing.class,
                        answer -> assertThat(answer.takesDays()).isFalse());
    }

    @Test
    void aVoidAfterTheCaptureReturnsTheCapture() {
        Charge charge = authorized(charge(goodMethod(), CaptureMode.ON_SHIPMENT));
        gateway().capture(charge, charge.orderId() + "/capture/1");
        assertThat(gateway().voidCharge(charge, releaseOf(charge))).isInstanceOf(Captured.class);
    }

    @Test
    void anExpiredAuthorizationIsFoundVoided() {
        Charge charge = authorized(charge(goodMethod(), CaptureMode.ON_SHIPMENT));
        stripe.advance(Duration.ofDays(8));
        assertThat(gateway().capture(charge, charge.orderId() + "/capture/1")).isInstanceOf(Voided.class);
        assertThat(gateway().find(charge)).containsInstanceOf(Voided.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"succeed", "fail"})
    void aRequiredActionNamesItsAddressAndItsExpiry(String outcome) {
        Charge charge = charge("pm_card_authenticationRequired", CaptureMode.ON_CONFIRMATION);
        var answer = (ActionRequired) gateway().authorize(charge);
        assertThat(Objects.requireNonNull(answer.nextAction()).type()).isEqualTo("redirect_to_url");
        assertThat(answer.nextAction().url()).startsWith(stripe.url());
        assertThat(answer.expiresAt()).isEqualTo(START.plus(Duration.ofMinutes(15)));

        stripe.control(
                "payment_intents/" + answer.providerReference() + "/authentication",
                "{\"outcome\":\"" + outcome + "\"}");

        assertThat(gateway().find(charge))
                .containsInstanceOf(outcome.equals("succeed") ? Captured.class : Declined.class);
    }

    @Test
    void aChargeThatWaitsForAnActionCanBeCancelled() {
        Charge charge = charge("pm_card_authenticationRequired", CaptureMode.ON_CONFIRMATION);
        gateway().authorize(charge);
        assertThat(gateway().voidCharge(charge, releaseOf(charge))).isInstanceOf(Voided.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"effect-then-hang", "effect-then-error", "effect-then-reset", "effect-then-garbage"})
    void aCaptureWithoutAnAnswerIsFound(String fault) {
        Charge charge = charge(goodMethod(), CaptureMode.ON_CONFIRMATION);
        stripe.injectFault(fault, "create");
        assertThatThrownBy(() -> gateway().authorize(charge)).isInstanceOf(RuntimeException.class);
        assertThat(gateway().find(charge)).containsInstanceOf(Captured.class);
        assertThat(stripe.postings("capture")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "error", "reset", "garbage", "rate-limit"})
    void aRequestWithoutEffectIsNotFoundAndSucceedsOnRetryWithItsKey(String fault) {
        Charge charge = charge(goodMethod(), CaptureMode.ON_CONFIRMATION);
        stripe.injectFault(fault, "create");
        assertThatThrownBy(() -> gateway().authorize(charge)).isInstanceOf(RuntimeException.class);
        assertThat(gateway().find(charge)).isEmpty();
        assertThat(gateway().authorize(charge)).isInstanceOf(Captured.class);
        assertThat(stripe.postings("capture")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid-json", "empty", "html", "truncated", "huge"})
    void aMalformedResponseIsNoAnswer(String form) {
        stripe.fault("{\"fault\":\"garbage\",\"op\":\"create\",\"times\":1,\"form\":\"" + form + "\"}");
        Charge charge = charge(goodMethod(), CaptureMode.ON_CONFIRMATION);
        assertThatThrownBy(() -> gateway().authorize(charge)).isInstanceOf(RuntimeException.class);
        assertThat(gateway().authorize(charge)).isInstanceOf(Captured.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"effect-then-error", "effect-then-hang"})
    void aCaptureWithALostAnswerHappensOnce(String fault) {
        Charge charge = authorized(charge(goodMethod(), CaptureMode.ON_SHIPMENT));
        String key = charge.orderId() + "/capture/1";
        stripe.injectFault(fault, "capture");
        if (fault.equals("effect-then-hang")) {
            assertThatThrownBy(() -> gateway().capture(charge, key)).isInstanceOf(UnknownOutcomeException.class);
        }
        assertThat(gateway().capture(charge, key)).isInstanceOf(Captured.class);
        assertThat(stripe.postings("capture")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"effect-then-error", "effect-then-hang"})
    void aVoidWithALostAnswerHappensOnce(String fault) {
        Charge charge = authorized(charge(goodMethod(), CaptureMode.ON_SHIPMENT));
        stripe.injectFault(fault, "cancel");
        if (fault.equals("effect-then-hang")) {
            assertThatThrownBy(() -> gateway().voidCharge(charge, releaseOf(charge)))
                    .isInstanceOf(UnknownOutcomeException.class);
        }
        assertThat(gateway().voidCharge(charge, releaseOf(charge))).isInstanceOf(Voided.class);
        assertThat(stripe.postings("void")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"effect-then-error", "effect-then-hang"})
    void aRefundWithALostAnswerHappensOnce(String fault) {
        Charge charge = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        Refund refund = part(charge, 1);
        stripe.injectFault(fault, "refund");
        if (fault.equals("effect-then-hang")) {
            assertThatThrownBy(() -> gateway().refund(charge, refund)).isInstanceOf(UnknownOutcomeException.class);
        } else {
            assertThat(gateway().refund(charge, refund)).isInstanceOf(RefundAnswer.Succeeded.class);
        }
        assertThat(gateway().findRefund(charge, refund)).containsInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(gateway().refund(charge, refund)).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(stripe.postings("refund")).hasSize(1);
    }

    @Test
    void aRefundThatNeverArrivedIsNotFound() {
        Charge charge = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        assertThat(gateway().findRefund(charge, part(charge, 7))).isEmpty();
    }

    @Test
    void aRefundBeyondTheCapturedAmountIsRejected() {
        Charge charge = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        var tooMuch = new Refund(1, TOTAL.plus(TOTAL), null, charge.orderId() + "/refund/1");
        assertThatThrownBy(() -> gateway().refund(charge, tooMuch)).isInstanceOf(RequestRejectedException.class);
        assertThat(stripe.postings("refund")).isEmpty();
    }
}
