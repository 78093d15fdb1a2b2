package dev.ordersaga.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attempts, capture, refunds, release, expiry and disputes against each other: a thousand payments, half of them for each way to
 * capture.
 * Answers get lost after their effect, calls are repeated, and everything is also told by messages, early, late and twice.
 * The payment is the real one; who makes its calls does it as the task does, at any moment.
 */
class ThousandPaymentsTest {

    private static final int SEEDS = 500;
    private static final int LAST_ATTEMPT = 3;
    private static final int ROUNDS_OF_SILENCE = 3;

    @ParameterizedTest
    @EnumSource(CaptureMode.class)
    void thePaymentAndItsProviderAgreeInTheEndAndNobodyIsChargedTwice(CaptureMode capture) {
        LongStream.range(0, SEEDS).forEach(seed -> new OnePayment(seed, capture).runsToItsEnd());
    }

    private static final class OnePayment {

        private final long seed;
        private final Random random;
        private final CaptureMode capture;
        private final HonestProvider provider;
        private final PaymentsInMemory payments = new PaymentsInMemory();
        private final Map<String, ProviderCall> calls = new LinkedHashMap<>();
        private int refunds;

        OnePayment(long seed, CaptureMode capture) {
            this.seed = seed;
            this.capture = capture;
            this.random = new Random(seed);
            this.provider = new HonestProvider(seed, capture);
            start(1);
        }

        void runsToItsEnd() {
            int wishes = random.nextInt(12);
            while (wishes > 0) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        wish();
                        wishes--;
                    }
                    case 1 -> provider.goOn();
                    case 2 -> hear();
                    default -> makeOneCall();
                }
                holdsTogether();
            }
            untilQuiet();
            agrees();
        }

        private void untilQuiet() {
            int quiet = 0;
            while (quiet < ROUNDS_OF_SILENCE) {
                int before = payments.stream().size();
                provider.goOn();
                List.copyOf(calls.values()).forEach(call -> make(call, false));
                provider.reports().forEach(this::tell);
                holdsTogether();
                quiet = payments.stream().size() == before ? quiet + 1 : 0;
            }
        }

        /** What the order asks for next. */
        private void wish() {
            PaymentSoFar now = now();
            switch (random.nextInt(5)) {
                case 0 -> add(payments.send(new ReleasePayment(APayment.ID)));
                case 1 -> {
                    if (now.attempt().isWithoutMoney() && now.attempt().number() < LAST_ATTEMPT) {
                        start(now.attempt().number() + 1);
                    }
                }
                case 2 -> {
                    Optional<ProviderCall> call = payments.send(
                            new CapturePayment(APayment.ID, now.attempt().number()));
                    call.ifPresent(next -> calls.remove(next.charge().idempotencyKey()));
                    add(call);
                }
                default -> {
                    Money amount = new Money(1 + random.nextInt(900), APayment.TOTAL.currency());
                    add(payments.send(new RefundPayment(APayment.ID, ++refunds, amount, null)));
                }
            }
        }

        private void start(int attempt) {
            add(payments.send(new StartPaymentAttempt(
                    APayment.ID, APayment.ORDER, attempt, APayment.CARD, APayment.TOTAL, capture)));
        }

        private void add(Optional<ProviderCall> call) {
            call.ifPresent(due -> calls.putIfAbsent(due.key(), due));
        }

        private void makeOneCall() {
            if (!calls.isEmpty()) {
                List<ProviderCall> due = List.copyOf(calls.values());
                make(due.get(random.nextInt(due.size())), random.nextInt(4) == 0);
            }
        }

        /** @param lost whether the answer gets lost after its effect: the call stays, and is made again */
        private void make(ProviderCall call, boolean lost) {
            Outcome outcome = ask(call);
            if (lost || !call.equals(calls.get(call.key()))) {
                return;
            }
            Optional<ProviderCall> next = record(outcome);
            calls.remove(call.key());
            next.ifPresent(follows -> calls.putIfAbsent(follows.key(), follows));
        }

        private Outcome ask(ProviderCall call) {
            return switch (call.operation()) {
                case AUTHORIZE, FIND ->
                    charge(call, provider.find(call.charge()).orElseGet(() -> provider.authorize(call.charge())));
                case CAPTURE -> charge(call, provider.capture(call.charge(), call.key()));
                case VOID -> charge(call, provider.voidCharge(call.charge(), call.key()));
                case REFUND, FIND_REFUND -> {
                    var refund = Objects.requireNonNull(call.refund());
                    yield new Outcome.OfRefund(refund.number(), provider.refund(call.charge(), refund));
                }
            };
        }

        private static Outcome charge(ProviderCall call, ProviderAnswer answer) {
            return new Outcome.OfCharge(call.charge().attempt(), answer);
        }

        private void hear() {
            List<Outcome> all = provider.reports();
            if (!all.isEmpty()) {
                tell(all.get(random.nextInt(all.size())));
            }
        }

        private void tell(Outcome report) {
            add(record(report));
        }

        private Optional<ProviderCall> record(Outcome outcome) {
            Recording recording = payments.send(new RecordPaymentOutcome(APayment.ID, outcome));
            return recording.next();
        }

        private PaymentSoFar now() {
            PaymentSoFar payment = null;
            for (PaymentEvent event : payments.stream()) {
                payment = PaymentSoFar.after(payment, event, APayment.START);
            }
            return Objects.requireNonNull(payment);
        }

        private void holdsTogether() {
            Supplier<String> which = () -> "seed %d: %s %s".formatted(seed, provider.reports(), payments.stream());
            assertThat(provider.charged()).as(which).isLessThanOrEqualTo(1);
            assertThat(provider.net()).as(which).isNotNegative();
        }

        private void agrees() {
            PaymentSoFar end = now();
            List<PaymentEvent> stream = payments.stream();
            String which = "seed %d: %s".formatted(seed, stream);
            long lost = end.disputes().lost().values().stream()
                    .mapToLong(Money::minor)
                    .sum();
            long net =
                    end.refunds().captured().minor() - end.refunds().refunded().minor() - lost;
            assertThat(net).as(which).isEqualTo(provider.net());
            assertThat(calls.values()).as(which).noneMatch(call -> call.operation() != Operation.FIND);
            boolean failed = stream.stream().anyMatch(PaymentReleaseFailed.class::isInstance);
            boolean finished = stream.stream().anyMatch(PaymentReleaseFinished.class::isInstance);
            if (end.releaseKey() != null) {
                assertThat(failed || finished).as(which).isTrue();
                assertThat(failed || net == 0).as(which).isTrue();
            }
        }
    }
}
