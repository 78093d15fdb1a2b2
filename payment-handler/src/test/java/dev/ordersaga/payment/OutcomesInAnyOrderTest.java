package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ACTION;
import static dev.ordersaga.payment.SamplePayment.ACTION_REQUIRED;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZATION;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.EXPIRED;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.LATER;
import static dev.ordersaga.payment.SamplePayment.NO;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.REFUND_FAILED;
import static dev.ordersaga.payment.SamplePayment.REFUND_LATER;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The answer of a call, a webhook, a look-up and an operator tell the same thing, in every order and after any number of
 * interim reports: what is recorded is always the same.
 */
class OutcomesInAnyOrderTest {

    private static final Money PART = new Money(500, TOTAL.currency());

    @ParameterizedTest
    @MethodSource("chargesAndTheirOutcome")
    void whoeverTellsFirstOneOutcomeIsRecorded(
            List<PaymentEvent> history, ProviderAnswer answer, List<PaymentEvent> recorded) {
        ProviderOutcome fromAnySource = charge(answer);
        List<ProviderOutcome> reports =
                List.of(fromAnySource, fromAnySource, fromAnySource, fromAnySource, charge(LATER), charge(ACTION));

        Set<List<PaymentEvent>> results = new HashSet<>();
        for (List<ProviderOutcome> order : permutations(reports)) {
            List<PaymentEvent> events = told(history, order);
            events.removeIf(event -> event.equals(PROCESSING) || event.equals(ACTION_REQUIRED));
            results.add(events);
        }

        assertThat(results).containsExactly(recorded);
    }

    static Stream<Arguments> chargesAndTheirOutcome() {
        return Stream.of(
                Arguments.of(List.of(STARTED), CAPTURE, List.of(CAPTURED)),
                Arguments.of(List.of(STARTED), NO, List.of(DECLINED)),
                Arguments.of(List.of(STARTED_FOR_SHIPMENT), AUTHORIZATION, List.of(AUTHORIZED)),
                Arguments.of(List.of(STARTED_FOR_SHIPMENT, AUTHORIZED), VOID, List.of(EXPIRED)),
                Arguments.of(List.of(STARTED, RELEASE), VOID, List.of(SamplePayment.VOIDED, SamplePayment.NOTHING_HELD)),
                Arguments.of(List.of(STARTED, RELEASE), NO, List.of(DECLINED, SamplePayment.NOTHING_HELD)),
                Arguments.of(List.of(STARTED, RELEASE), CAPTURE, List.of(CAPTURED, SamplePayment.REST_STARTED)));
    }

    @Test
    void refundsThatRaceEachGetTheirOwnOutcome() {
        List<PaymentEvent> history = List.of(STARTED, CAPTURED, started(1), started(2));
        List<ProviderOutcome> reports = List.of(
                refund(1, REFUND_LATER),
                refund(1, REFUND),
                refund(1, REFUND),
                refund(2, REFUND_LATER),
                refund(2, REFUND_FAILED),
                refund(2, REFUND_FAILED));

        for (List<ProviderOutcome> order : permutations(reports)) {
            assertThat(told(history, order))
                    .containsExactlyInAnyOrder(
                            new PaymentRefunded(ID, ORDER, 1, PART, "re_1"),
                            new PaymentRefundFailed(ID, ORDER, 2, PART, "expired_or_canceled_card"));
        }
    }

    @Test
    void aReleaseGivesBackTheRestWhateverTheOrderOfTheRefunds() {
        List<PaymentEvent> history = List.of(STARTED, CAPTURED, started(1), started(2), RELEASE);
        ProviderOutcome rest = refund(PaymentState.REST, REFUND);

        for (List<ProviderOutcome> order :
                permutations(List.of(refund(1, REFUND), refund(2, REFUND), refund(1, REFUND)))) {
            List<ProviderOutcome> all = new ArrayList<>(order);
            all.add(rest);
            all.add(rest);
            PaymentState end = fold(history, told(history, all));
            assertThat(end.refunds().refunded()).isEqualTo(TOTAL);
            assertThat(end.released()).isTrue();
        }
    }

    private static List<PaymentEvent> told(List<PaymentEvent> history, List<ProviderOutcome> outcomes) {
        PaymentState payment = fold(history, List.of());
        List<PaymentEvent> recorded = new ArrayList<>();
        for (ProviderOutcome outcome : outcomes) {
            List<PaymentEvent> events = new ArrayList<>(new OutcomeRules(payment).eventsOf(outcome));
            for (PaymentEvent event : events) {
                payment = PaymentState.after(payment, event, START);
            }
            recorded.addAll(events);
            for (PaymentEvent event : payment.conclusion().stream().toList()) {
                payment = PaymentState.after(payment, event, START);
                recorded.add(event);
            }
        }
        return recorded;
    }

    private static PaymentState fold(List<PaymentEvent> first, List<PaymentEvent> more) {
        PaymentState payment = null;
        for (PaymentEvent event : Stream.concat(first.stream(), more.stream()).toList()) {
            payment = PaymentState.after(payment, event, START);
        }
        return Objects.requireNonNull(payment);
    }

    private static PaymentRefundStarted started(int number) {
        return new PaymentRefundStarted(ID, ORDER, number, PART, null, ORDER + "/refund/" + number);
    }

    private static ProviderOutcome charge(ProviderAnswer answer) {
        return new ProviderOutcome.OfCharge(1, answer);
    }

    private static ProviderOutcome refund(int number, RefundAnswer answer) {
        return new ProviderOutcome.OfRefund(number, answer);
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<T> others = new ArrayList<>(items);
            T first = others.remove(i);
            for (List<T> end : permutations(others)) {
                List<T> one = new ArrayList<>(end);
                one.addFirst(first);
                all.add(one);
            }
        }
        return all;
    }
}
