package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NO_CALL;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.RELEASE_KEY;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.charge;
import static dev.ordersaga.payment.SamplePayment.release;
import static dev.ordersaga.payment.SamplePayment.start;
import static dev.ordersaga.payment.SamplePayment.started;
import static dev.ordersaga.payment.SamplePayment.unchanged;
import static org.axonframework.test.matchers.Matchers.matches;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentAttemptStarted;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import java.util.Optional;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An attempt stays with the provider that was chosen at its start. */
class AttemptProviderTest {

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    private final PaymentAttemptStarted startedWithOther =
            EVENTS.withProvider("other").attemptStarted();

    @Test
    void everyCallGoesToTheProviderThatWasRecordedWithTheAttempt() {
        given(startedWithOther)
                .when(start(1))
                .expectResultMessagePayload(other(Operation.AUTHORIZE, ATTEMPT_KEY, null));
        given(startedWithOther, PROCESSING)
                .when(release())
                .expectResultMessagePayload(other(Operation.VOID, RELEASE_KEY, REFERENCE));
        given(startedWithOther, CAPTURED).when(release()).expectResultMessageMatching(providerOfNextCall("other"));
        given(startedWithOther, CAPTURED)
                .when(new RefundPayment(ID, 1, new Money(100, TOTAL.currency()), null))
                .expectResultMessageMatching(providerOfNextCall("other"));
    }

    @Test
    void anotherAttemptMayGoToAnotherProvider() {
        given(STARTED, DECLINED)
                .when(start(2, "other"))
                .expectEvents(EVENTS.withAttempt(2).withProvider("other").attemptStarted());
    }

    @Test
    void anOutcomeFromAnotherProviderThanTheAttemptsIsIgnored() {
        given(startedWithOther).when(answer(CAPTURE)).expectNoEvents().expectResultMessagePayload(unchanged(NO_CALL));
        given(startedWithOther, CAPTURED, EVENTS.refundStarted(1, TOTAL, null))
                .when(answer(1, REFUND))
                .expectNoEvents();
    }

    @Test
    void anAttemptThatNoProviderAcceptsIsDeclinedAtOnce() {
        given().when(start(1, null))
                .expectEvents(
                        EVENTS.withProvider(null).attemptStarted(),
                        EVENTS.declined("payment_method_unknown", "payment_method_unknown", true))
                .expectResultMessagePayload(NO_CALL);
        given(EVENTS.withProvider(null).attemptStarted(), DECLINED)
                .when(start(2))
                .expectEvents(started(2, CaptureMode.ON_CONFIRMATION));
    }

    private static Optional<ProviderCall> other(Operation operation, String key, @Nullable String reference) {
        return Optional.of(new ProviderCall("other", operation, key, charge(CaptureMode.ON_CONFIRMATION, reference)));
    }

    private static Matcher<CommandResultMessage<?>> providerOfNextCall(String provider) {
        return matches(result -> result.getPayload() instanceof Optional<?> next
                && next.orElseThrow() instanceof ProviderCall call
                && call.provider().equals(provider));
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
