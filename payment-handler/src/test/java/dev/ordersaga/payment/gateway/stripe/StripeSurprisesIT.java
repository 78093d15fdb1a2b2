package dev.ordersaga.payment.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A definite no, and what others change at Stripe without this system. */
class StripeSurprisesIT {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));
    private static final Money FIVE = new Money(500, TOTAL.currency());
    private static final Money THREE = new Money(300, TOTAL.currency());
    private static final String OTHER_AMOUNT = "refund_of_other_amount";

    @TempDir
    Path directory;

    private StripeSimulatorFixture stripe;
    private int orders;

    @BeforeEach
    void open() {
        stripe = StripeSimulatorFixture.open(directory, START);
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_boleto", "pm_konbini", "pm_multibanco", "pm_pix", "pm_bankTransfer", "pm_blik"})
    void anActionWithoutAnAddressIsAnOutcome(String method) {
        Charge charge = charge(method, CaptureMode.ON_CONFIRMATION);
        ProviderAnswer answer = stripe.provider().gateway().authorize(charge);
        assertThat(answer).isInstanceOfAny(ActionRequired.class, Declined.class, Voided.class);
        if (!(answer instanceof ActionRequired)) {
            assertThatThrownBy(() -> customerPays(charge)).hasMessageContaining("payment_intent_unexpected_state");
        }
    }

    @ParameterizedTest
    @CsvSource({"state,capture", "validation,capture", "state,cancel", "validation,cancel"})
    void aRefusedRequestHasNotBeenAnswered(String form, String op) {
        Charge charge = paid("pm_card_visa", CaptureMode.ON_SHIPMENT);
        stripe.fault("{\"fault\":\"refuse\",\"op\":\"" + op + "\",\"times\":1,\"form\":\"" + form + "\"}");
        ProviderAnswer last = null;
        for (int i = 1; i <= 3; i++) {
            last = answerOrNull(charge, op, charge.orderId() + "/" + op + "/" + i);
            assertThat(last instanceof Authorized).as("try %d", i).isFalse();
        }
        assertThat(last).isInstanceOf(op.equals("capture") ? Captured.class : Voided.class);
    }

    @Test
    void aRefundOfADisputedChargeFailsForGood() {
        Charge charge = paid("pm_card_visa", CaptureMode.ON_CONFIRMATION);
        stripe.control("orders/" + charge.orderId() + "/dispute", "{}");
        assertRefused(charge, FIVE, "charge_disputed");
    }

    @Test
    void aRefundOfWhatWasRefundedByHandFailsForGood() {
        Charge charge = paid("pm_card_visa", CaptureMode.ON_CONFIRMATION);
        stripe.control("dashboard/orders/" + charge.orderId() + "/refund", "{}");
        assertRefused(charge, FIVE, "charge_already_refunded");
    }

    /** After a restore the same number and key are given to another refund. */
    @Test
    void aRefundOfAnotherAmountUnderTheSameKeyIsNotTheOneAskedFor() {
        Charge charge = paid("pm_card_visa", CaptureMode.ON_CONFIRMATION);
        PaymentGateway gateway = stripe.provider().gateway();
        assertThat(gateway.refund(charge, refund(charge, FIVE))).isInstanceOf(RefundAnswer.Succeeded.class);
        assertRefused(charge, THREE, OTHER_AMOUNT);
        assertRefused(() -> gateway.findRefund(charge, refund(charge, THREE)), OTHER_AMOUNT);
        assertThat(gateway.findRefund(charge, refund(charge, FIVE))).containsInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(stripe.postings("refund")).hasSize(1);
    }

    @Test
    void aRefundByHandReducesWhatIsHeld() {
        Charge charge = paid("pm_card_visa", CaptureMode.ON_CONFIRMATION);
        stripe.control("dashboard/orders/" + charge.orderId() + "/refund", "{\"amount\":500}");
        assertThat(stripe.provider().records().orElseThrow().lookUp(referenceOf(charge)))
                .containsInstanceOf(ProviderRecord.OfCharge.class)
                .hasValueSatisfying(record -> assertThat(((ProviderRecord.OfCharge) record).held())
                        .isEqualTo(new Money(1030, TOTAL.currency())));
    }

    @Test
    void aDisputeInAnotherCurrencyIsRead() {
        Charge charge = paid("pm_card_visa", CaptureMode.ON_CONFIRMATION);
        stripe.control("orders/" + charge.orderId() + "/dispute", "{\"currency\":\"usd\",\"amount\":2042}");
        assertThat(list())
                .filteredOn(ProviderRecord.OfDispute.class::isInstance)
                .hasSize(1);
    }

    @Test
    void anObjectThatCannotBeReadDoesNotHideTheOthers() {
        Charge one = paid("pm_card_visa", CaptureMode.ON_CONFIRMATION);
        Charge unreadable = paid("pm_card_visa", CaptureMode.ON_CONFIRMATION);
        Charge other = paid("pm_card_visa", CaptureMode.ON_CONFIRMATION);
        stripe.control("appearances/" + unreadable.providerReference(), "{\"status\":\"requires_something_new\"}");
        assertThat(list())
                .extracting(ProviderRecord::reference)
                .contains(one.providerReference(), other.providerReference());
        assertThat(list())
                .filteredOn(found -> found.reference().equals(unreadable.providerReference()))
                .singleElement()
                .isInstanceOfSatisfying(ProviderRecord.Unreadable.class, found -> {
                    assertThat(found.orderId()).isEqualTo(unreadable.orderId());
                    assertThat(found.why()).contains("requires_something_new");
                });
    }

    private void assertRefused(Charge charge, Money amount, String code) {
        assertRefused(() -> stripe.provider().gateway().refund(charge, refund(charge, amount)), code);
    }

    private static void assertRefused(ThrowingCallable request, String code) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Refund refund(Charge charge, Money amount) {
        return new Refund(1, amount, null, charge.orderId() + "/refund/1");
    }

    private @Nullable ProviderAnswer answerOrNull(Charge charge, String op, String key) {
        var gateway = stripe.provider().gateway();
        return orNull(() -> op.equals("capture") ? gateway.capture(charge, key) : gateway.voidCharge(charge, key));
    }

    /** Null after a definite refusal; an unknown outcome fails the test. */
    private static <T> @Nullable T orNull(Supplier<T> request) {
        try {
            return request.get();
        } catch (UnknownOutcomeException e) {
            throw new AssertionError("a definite no is taken for silence", e);
        } catch (RequestRejectedException e) {
            return null;
        }
    }

    private void customerPays(Charge charge) {
        stripe.control("orders/" + charge.orderId() + "/authentication", "{\"outcome\":\"succeed\"}");
    }

    private List<ProviderRecord> list() {
        List<ProviderRecord> listed = new ArrayList<>();
        stripe.provider()
                .records()
                .orElseThrow()
                .list(START.minus(Duration.ofHours(1)), START.plus(Duration.ofHours(1)), listed::add);
        return listed;
    }

    private Charge paid(String method, CaptureMode capture) {
        Charge charge = charge(method, capture);
        ProviderAnswer answer = stripe.provider().gateway().authorize(charge);
        return charge.withReference(
                answer instanceof Captured captured
                        ? captured.providerReference()
                        : ((Authorized) answer).providerReference());
    }

    private static String referenceOf(Charge charge) {
        return String.valueOf(charge.providerReference());
    }

    private Charge charge(String method, CaptureMode capture) {
        UUID order = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + ++orders);
        return new Charge(order, 1, order + "/authorize/1", method, TOTAL, capture, START, null);
    }
}
