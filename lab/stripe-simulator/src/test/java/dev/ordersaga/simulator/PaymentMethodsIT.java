package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentMethodsIT {

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa,visa",
        "pm_card_visa_debit,visa",
        "pm_card_mastercard,mastercard",
        "pm_card_mastercard_debit,mastercard",
        "pm_card_mastercard_prepaid,mastercard",
        "pm_card_amex,amex",
        "pm_card_discover,discover",
        "pm_card_diners,diners",
        "pm_card_jcb,jcb",
        "pm_card_unionpay,unionpay",
        "pm_card_createDispute,visa",
        "pm_card_refundFail,visa",
        "pm_card_pendingRefund,visa"
    })
    void successfulCardsSucceed(String method, String brand) throws Exception {
        PaymentIntent paid = simulator.pay("o1", 1530, method, CaptureMethod.AUTOMATIC);
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        Charge charge = simulator.stripe().v1().charges().retrieve(paid.getLatestCharge());
        assertThat(charge.getPaymentMethodDetails().getCard().getBrand()).isEqualTo(brand);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa_chargeDeclined,card_declined,generic_decline,try_again_later,",
        "pm_card_chargeDeclined,card_declined,generic_decline,try_again_later,",
        "pm_card_visa_chargeDeclinedInsufficientFunds,card_declined,insufficient_funds,try_again_later,",
        "pm_card_chargeDeclinedInsufficientFunds,card_declined,insufficient_funds,try_again_later,",
        "pm_card_visa_chargeDeclinedLostCard,card_declined,lost_card,do_not_try_again,",
        "pm_card_chargeDeclinedLostCard,card_declined,lost_card,do_not_try_again,",
        "pm_card_visa_chargeDeclinedStolenCard,card_declined,stolen_card,do_not_try_again,",
        "pm_card_chargeDeclinedStolenCard,card_declined,stolen_card,do_not_try_again,",
        "pm_card_chargeDeclinedExpiredCard,expired_card,,,exp_month",
        "pm_card_visa_chargeDeclinedExpiredCard,expired_card,,,exp_month",
        "pm_card_chargeDeclinedIncorrectCvc,incorrect_cvc,,confirm_card_data,cvc",
        "pm_card_visa_chargeDeclinedIncorrectCvc,incorrect_cvc,,confirm_card_data,cvc",
        "pm_card_chargeDeclinedProcessingError,processing_error,,try_again_later,",
        "pm_card_visa_chargeDeclinedProcessingError,processing_error,,try_again_later,",
        "pm_card_visa_chargeDeclinedVelocityLimitExceeded,card_declined,card_velocity_exceeded,try_again_later,",
        "pm_card_chargeDeclinedVelocityLimitExceeded,card_declined,card_velocity_exceeded,try_again_later,",
        "pm_card_chargeCustomerFail,card_declined,generic_decline,try_again_later,",
        "pm_card_radarBlock,card_declined,fraudulent,do_not_try_again,"
    })
    void decliningCardsAreDeclined(String method, String code, String declineCode, String advice, String param)
            throws Exception {
        CardException declined = declined(method);
        StripeError error = declined.getStripeError();
        assertThat(declined.getStatusCode()).isEqualTo(402);
        assertThat(error.getType()).isEqualTo("card_error");
        assertThat(error.getCode()).isEqualTo(code);
        assertThat(error.getDeclineCode()).isEqualTo(declineCode);
        assertThat(error.getAdviceCode()).isEqualTo(advice);
        assertThat(error.getParam()).isEqualTo(param);
        assertThat(error.getMessage()).isNotBlank();
        assertThat(error.getCharge()).startsWith("ch_");

        PaymentIntent intent = error.getPaymentIntent();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getMetadata()).containsEntry("orderId", "o1");
        assertThat(intent.getLastPaymentError().getCode()).isEqualTo(code);
        Charge charge = simulator.stripe().v1().charges().retrieve(error.getCharge());
        assertThat(charge.getStatus()).isEqualTo("failed");
        assertThat(charge.getFailureCode()).isEqualTo(code);
        assertThat(simulator.postings()).containsExactly("auth 1530 decline");
        assertThat(simulator.ledger().getFirst().path("code").asString())
                .isEqualTo(declineCode == null ? code : declineCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_authenticationRequired", "pm_card_threeDSecure2Required"})
    void requiredActionsHaveARedirectUrl(String method) throws Exception {
        PaymentIntent asking = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .create(RunningSimulator.payment("o1", 1530, method, CaptureMethod.MANUAL)
                        .setReturnUrl("https://shop.example/back")
                        .build());
        assertThat(asking.getStatus()).isEqualTo("requires_action");
        assertThat(asking.getNextAction().getType()).isEqualTo("redirect_to_url");
        assertThat(asking.getNextAction().getRedirectToUrl().getReturnUrl()).isEqualTo("https://shop.example/back");
        assertThat(asking.getNextAction().getRedirectToUrl().getUrl())
                .isEqualTo(simulator.server().url() + page(asking));
        assertThat(simulator.get(page(asking)).body()).contains("15.30 gbp");
        assertThat(asking.getLatestCharge()).isNull();

        simulator.control("POST", page(asking).substring("/simulator/".length()), "{\"outcome\":\"succeed\"}");
        PaymentIntent reserved = read(asking);
        assertThat(reserved.getStatus()).isEqualTo("requires_capture");
        assertThat(reserved.getNextAction()).isNull();
        assertThat(simulator.postings()).containsExactly("action 1530 ok", "auth 1530 ok");
    }

    @Test
    void aFailedAuthenticationRedirectsToTheReturnUrl() throws Exception {
        PaymentIntent asking = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .create(RunningSimulator.payment("o1", 1530, "pm_card_authenticationRequired", CaptureMethod.AUTOMATIC)
                        .setReturnUrl("https://shop.example/back")
                        .build());
        var back = simulator.form(page(asking), "outcome=fail");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location").orElse(""))
                .startsWith("https://shop.example/back?payment_intent=" + asking.getId())
                .endsWith("&redirect_status=failed");
        PaymentIntent failed = read(asking);
        assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
        assertThat(failed.getLastPaymentError().getCode()).isEqualTo("payment_intent_authentication_failure");
        assertThat(simulator.form(page(asking), "outcome=succeed").statusCode()).isEqualTo(400);
    }

    @Test
    void withoutAReturnUrlTheCallerOpensThePage() throws Exception {
        PaymentIntent asking = simulator.pay("o1", 1530, "pm_card_authenticationRequired", CaptureMethod.AUTOMATIC);
        assertThat(asking.getNextAction().getType()).isEqualTo("use_stripe_sdk");
        assertThat(asking.getNextAction().getUseStripeSdk())
                .containsEntry("stripe_js", simulator.server().url() + page(asking));
    }

    @Test
    void offSessionAuthenticationIsADecline() {
        CardException declined = catchThrowableOfType(
                CardException.class,
                () -> simulator
                        .stripe()
                        .v1()
                        .paymentIntents()
                        .create(RunningSimulator.payment(
                                        "o1", 1530, "pm_card_authenticationRequired", CaptureMethod.MANUAL)
                                .setOffSession(true)
                                .build()));
        assertThat(declined.getCode()).isEqualTo("authentication_required");
        assertThat(declined.getDeclineCode()).isEqualTo("authentication_required");
    }

    @Test
    void errorOnRequiresActionIsADecline() {
        CardException declined = catchThrowableOfType(
                CardException.class,
                () -> simulator
                        .stripe()
                        .v1()
                        .paymentIntents()
                        .create(RunningSimulator.payment(
                                        "o1", 1530, "pm_card_threeDSecure2Required", CaptureMethod.MANUAL)
                                .setErrorOnRequiresAction(true)
                                .build()));
        assertThat(declined.getCode()).isEqualTo("authentication_required");
        assertThat(declined.getDeclineCode()).isEqualTo("authentication_not_handled");
    }

    private CardException declined(String method) {
        return catchThrowableOfType(
                CardException.class, () -> simulator.pay("o1", 1530, method, CaptureMethod.AUTOMATIC));
    }

    private PaymentIntent read(PaymentIntent intent) throws com.stripe.exception.StripeException {
        return simulator.stripe().v1().paymentIntents().retrieve(intent.getId());
    }

    private static String page(PaymentIntent intent) {
        return "/simulator/payment_intents/" + intent.getId() + "/authentication";
    }
}
