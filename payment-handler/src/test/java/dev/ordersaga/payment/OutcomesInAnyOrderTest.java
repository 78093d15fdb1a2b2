package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ACTION;
import static dev.ordersaga.payment.SamplePayment.ACTION_REQUIRED;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZATION;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.DECLINE;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.EXPIRED;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.REFUND_FAILED;
import static dev.ordersaga.payment.SamplePayment.REFUND_PENDING;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.STILL_PROCESSING;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentRefundStarted;
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
 * The answer to a call, a webhook, a look-up and an operator report the same outcome, in every order and mixed with any
 * number of interim reports: the recorded events are always the same.
 */
class OutcomesInAnyOrderTest {

    private static final Money PART = new Money(500, TOTAL.currency());

    @ParameterizedTest
    @MethodSource("chargesWithTheirOutcome")
    void anOutcomeIsRecordedOnceWhicheverSourceReportsItFirst(
            List<PaymentEvent> history, ProviderAnswer answer, List<PaymentEvent> recorded) {
        ProviderOutcome fromAnySource = charge(answer);
        List<ProviderOutcome> reports = List.of(
                fromAnySource, fromAnySource, fromAnySource, fromAnySource, charge(STILL_PROCESSING), charge(ACTION));

        Set<List<PaymentEvent>> results = new HashSet<>();
        for (List<ProviderOutcome> order : permutations(reports)) {
            List<PaymentEvent> events = record(history, order);
            events.removeIf(event -> event.equals(PROCESSING) || event.equals(ACTION_REQUIRED));
            results.add(events);
        }

        assertThat(results).containsExactly(recorded);
    }

    static Stream<Arguments> chargesWithTheirOutcome() {
        return Stream.of(
                Arguments.of(List.of(STARTED), CAPTURE, List.of(CAPTURED)),
                Arguments.of(List.of(STARTED), DECLINE, List.of(DECLINED)),
                Arguments.of(List.of(STARTED_FOR_SHIPMENT), AUTHORIZATION, List.of(AUTHORIZED)),
                Arguments.of(List.of(STARTED_FOR_SHIPMENT, AUTHORIZED), VOID, List.of(EXPIRED)),
                Arguments.of(
                        List.of(STARTED, RELEASE), VOID, List.of(SamplePayment.VOIDED, SamplePayment.NOTHING_HELD)),
                Arguments.of(List.of(STARTED, RELEASE), DECLINE, List.of(DECLINED, SamplePayment.NOTHING_HELD)),
                Arguments.of(List.of(STARTED, RELEASE), CAPTURE, List.of(CAPTURED, SamplePayment.REMAINDER_STARTED)));
    }

    @Test
    void concurrentRefundsEachGetTheirOwnOutcome() {
        List<PaymentEvent> history = List.of(STARTED, CAPTURED, started(1), started(2));
        List<ProviderOutcome> reports = List.of(
                refund(1, REFUND_PENDING),
                refund(1, REFUND),
                refund(1, REFUND),
                refund(2, REFUND_PENDING),
                refund(2, REFUND_FAILED),
                refund(2, REFUND_FAILED));

        for (List<ProviderOutcome> order : permutations(reports)) {
            assertThat(record(history, order))
                    .containsExactlyInAnyOrder(
                            EVENTS.refunded(1, PART), EVENTS.refundFailed(2, PART, "expired_or_canceled_card"));
        }
    }

    @Test
    void aReleaseRefundsTheRemainderWhateverTheOrderOfTheRefunds() {
        List<PaymentEvent> history = List.of(STARTED, CAPTURED, started(1), started(2), RELEASE);
        ProviderOutcome remainder = refund(PaymentState.RELEASE_REFUND, REFUND);

        for (List<ProviderOutcome> order :
                permutations(List.of(refund(1, REFUND), refund(2, REFUND), refund(1, REFUND)))) {
            List<ProviderOutcome> all = new ArrayList<>(order);
            all.add(remainder);
            all.add(remainder);
            PaymentState end = fold(history, record(history, all));
            assertThat(end.refunds().refunded()).isEqualTo(TOTAL);
            assertThat(end.released()).isTrue();
        }
    }

    private static List<PaymentEvent> record(List<PaymentEvent> history, List<ProviderOutcome> outcomes) {
        PaymentState payment = fold(history, List.of());
        List<PaymentEvent> recorded = new ArrayList<>();
        for (ProviderOutcome outcome : outcomes) {
            List<PaymentEvent> events = new ArrayList<>(new OutcomeRules(payment).eventsOf(outcome));
            for (PaymentEvent event : events) {
                payment = PaymentState.after(payment, event, START);
            }
            recorded.addAll(events);
            for (PaymentEvent event : payment.nextReleaseStep().stream().toList()) {
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
        return EVENTS.refundStarted(number, PART, null);
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
