package dev.ordersaga.payment.gateway.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.eventstore.testing.SettableClock;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProviderContract;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import java.time.Duration;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedProviderTest extends PaymentProviderContract<SimulatedProvider> {

    private final SettableClock clock = new SettableClock(START);
    private final SimulatedProvider provider = new SimulatedProvider(clock);

    @Override
    protected SimulatedProvider provider() {
        return provider;
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
        return "pm_slow_5s";
    }

    @Override
    protected void completePendingWork() {
        clock.advance(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa_chargeDeclined,generic_decline",
        "pm_card_chargeDeclined,generic_decline",
        "pm_card_visa_chargeDeclinedInsufficientFunds,insufficient_funds",
        "pm_card_visa_chargeDeclinedLostCard,lost_card",
        "pm_card_visa_chargeDeclinedStolenCard,stolen_card",
        "pm_card_chargeDeclinedExpiredCard,expired_card",
        "pm_card_chargeDeclinedIncorrectCvc,incorrect_cvc",
        "pm_card_chargeDeclinedProcessingError,processing_error",
        "pm_card_chargeCustomerFail,generic_decline",
        "pm_card_radarBlock,fraudulent",
        "pm_card_does_not_exist,payment_method_unknown",
        "pm_slow_0s,payment_method_unknown",
        "pm_slow_61s,payment_method_unknown",
        "pm_slow_05s,payment_method_unknown"
    })
    void declinesWithStripesCodeForTheToken(String token, String code) {
        assertThat(answerTo(token))
                .isInstanceOfSatisfying(
                        Declined.class, declined -> assertThat(declined.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pm_card_visa_chargeDeclinedLostCard",
                "pm_card_visa_chargeDeclinedStolenCard",
                "pm_card_radarBlock"
            })
    void customersDoNotLearnThatACardWasReported(String token) {
        assertThat(answerTo(token))
                .isInstanceOfSatisfying(
                        Declined.class,
                        declined -> assertThat(declined.customerCode()).isEqualTo(Declined.GENERIC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", "pm_card_mastercard", "pm_card_createDispute", "pm_card_refundFail"})
    void capturesGoodCards(String token) {
        assertThat(answerTo(token)).isInstanceOf(Captured.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 59, 60})
    void answersAfterExactlyTheSecondsInTheToken(int seconds) {
        String token = "pm_slow_" + seconds + "s";
        assertThat(answerTo(token)).isEqualTo(processing(Duration.ofSeconds(seconds)));
        clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(answerTo(token)).isEqualTo(processing(Duration.ofMillis(1)));
        clock.advance(Duration.ofMillis(1));
        assertThat(answerTo(token)).isInstanceOf(Captured.class);
    }

    @Test
    void aRequiredActionWaitsForTheCustomer() {
        assertThat(answerTo("pm_card_authenticationRequired")).isInstanceOfSatisfying(ActionRequired.class, action -> {
            assertThat(Objects.requireNonNull(action.nextAction()).type()).isEqualTo("redirect_to_url");
            assertThat(action.expiresAt()).isAfter(START);
        });
        clock.advance(Duration.ofSeconds(3));
        assertThat(answerTo("pm_card_authenticationRequired")).isInstanceOf(Captured.class);
        assertThat(answerTo("pm_card_threeDSecure2Required")).isInstanceOf(ActionRequired.class);
    }

    @Test
    void aDebitTakesDaysAndThenSucceedsOrNot() {
        assertThat(answerTo("pm_usBankAccount_success"))
                .isEqualTo(new Processing("simulated/key", Duration.ofSeconds(5), true));
        clock.advance(Duration.ofSeconds(5));
        assertThat(answerTo("pm_usBankAccount_success")).isInstanceOf(Captured.class);
        assertThat(answerTo("pm_usBankAccount_insufficientFunds")).isEqualTo(new Declined("insufficient_funds", false));
    }

    @Test
    void aRestartChangesNoAnswer() {
        clock.advance(Duration.ofSeconds(2));
        PaymentGateway restarted = new SimulatedGateway(clock);
        assertThat(restarted.find(charge("pm_slow_3s"))).contains(processing(Duration.ofSeconds(1)));
    }

    @Test
    void aSilentPaymentMethodIsNeverAnswered() {
        clock.advance(Duration.ofDays(365));
        assertThat(answerTo("pm_silent")).isInstanceOf(Processing.class);
    }

    private ProviderAnswer answerTo(String token) {
        return provider.gateway().authorize(charge(token));
    }

    private static Processing processing(Duration left) {
        return new Processing("simulated/key", left);
    }

    private static Charge charge(String token) {
        return new Charge(
                new UUID(1, 1),
                1,
                "key",
                token,
                new Money(1530, Currency.getInstance("GBP")),
                CaptureMode.ON_CONFIRMATION,
                START,
                null);
    }
}
