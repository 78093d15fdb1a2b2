package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A provider with a memory: it does everything once per key, decides as its seed says, and changes its mind only as
 * providers and banks do. What nobody may ask for fails the test.
 */
final class HonestProvider implements PaymentGateway {

    private final long seed;
    private final Random random;
    private final CaptureMode mode;
    private final Map<Integer, ProviderAnswer> charges = new TreeMap<>();
    private final Map<Integer, Refund> refunds = new TreeMap<>();
    private final Map<Integer, RefundAnswer> refundAnswers = new TreeMap<>();
    private @Nullable DisputeAnswer dispute;

    HonestProvider(long seed, CaptureMode mode) {
        this.seed = seed;
        this.random = new Random(seed);
        this.mode = mode;
    }

    /** How many attempts took the money. */
    long charged() {
        return charges.values().stream().filter(Captured.class::isInstance).count();
    }

    /** What is held there: taken, less what was given back, by us or by a bank. */
    long net() {
        return captured() - given() - withheld(DisputeOutcome.LOST);
    }

    /** Where everything stands, as messages and lists tell it. */
    List<Outcome> reports() {
        List<Outcome> all = new ArrayList<>();
        charges.forEach((attempt, answer) -> all.add(new Outcome.OfCharge(attempt, answer)));
        refundAnswers.forEach((number, answer) -> all.add(new Outcome.OfRefund(number, answer)));
        if (dispute != null) {
            all.add(new Outcome.OfDispute(dispute));
        }
        return all;
    }

    /** Something happens that nobody asked for. */
    void goOn() {
        charges.replaceAll((attempt, now) -> switch (now) {
            case Processing p -> decide(attempt);
            case ActionRequired a -> random.nextBoolean() ? decide(attempt) : processing(attempt);
            case Authorized a -> random.nextInt(6) == 0 ? new Voided(reference(attempt)) : now;
            case ProviderAnswer last -> last;
        });
        refundAnswers.replaceAll((number, now) -> switch (now) {
            case RefundAnswer.Pending p -> decided(number);
            // Banks send refunds back; not those of an account that is in dispute.
            case RefundAnswer.Succeeded s ->
                dispute == null && random.nextInt(12) == 0 ? new RefundAnswer.Failed("sent_back") : now;
            case RefundAnswer.Failed f -> f;
        });
        if (dispute == null && captured() > given() && random.nextInt(6) == 0) {
            dispute = dispute(captured() - given(), null);
        } else if (dispute != null && dispute.outcome() == null) {
            dispute =
                    dispute(dispute.amount().minor(), random.nextBoolean() ? DisputeOutcome.WON : DisputeOutcome.LOST);
        }
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        return charges.computeIfAbsent(charge.attempt(), attempt -> switch (random.nextInt(5)) {
            case 0 -> processing(attempt);
            case 1 -> new ActionRequired(reference(attempt), APayment.CONFIRM, APayment.ACT_UNTIL);
            default -> decide(attempt);
        });
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return Optional.ofNullable(charges.get(charge.attempt()));
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return change(charge, now -> {
            boolean taken = now instanceof Authorized && random.nextInt(8) > 0;
            return taken ? new Captured(reference(charge.attempt()), APayment.TOTAL) : gone(now);
        });
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        return change(charge, HonestProvider::gone);
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        Refund first = refunds.putIfAbsent(refund.number(), refund);
        if (first != null && !first.equals(refund)) {
            throw new AssertionError("seed " + seed + ": " + refund + " under the key of " + first);
        }
        return refundAnswers.computeIfAbsent(refund.number(), number -> {
            if (refund.amount().minor() > captured() - given()) {
                throw new AssertionError("seed " + seed + ": " + refund + " with " + refunds + " " + refundAnswers);
            }
            if (refund.amount().minor() > captured() - given() - withheld(null) - withheld(DisputeOutcome.LOST)) {
                return new RefundAnswer.Failed("charge_disputed");
            }
            boolean later = random.nextInt(4) == 0;
            return later ? new RefundAnswer.Pending("re_" + number, Duration.ZERO) : decided(number);
        });
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        return Optional.ofNullable(refundAnswers.get(refund.number()));
    }

    private ProviderAnswer decide(int attempt) {
        if (random.nextInt(3) == 0) {
            return new Declined("insufficient_funds", false);
        }
        return mode == CaptureMode.ON_CONFIRMATION
                ? new Captured(reference(attempt), APayment.TOTAL)
                : new Authorized(reference(attempt), APayment.TOTAL, APayment.CAPTURE_BEFORE);
    }

    private ProviderAnswer processing(int attempt) {
        return new Processing(reference(attempt), Duration.ZERO, random.nextBoolean());
    }

    private RefundAnswer decided(int number) {
        return random.nextInt(5) == 0
                ? new RefundAnswer.Failed("expired_or_canceled_card")
                : new RefundAnswer.Succeeded("re_" + number);
    }

    private ProviderAnswer change(Charge charge, UnaryOperator<ProviderAnswer> how) {
        return Objects.requireNonNull(charges.computeIfPresent(charge.attempt(), (attempt, now) -> how.apply(now)));
    }

    private static ProviderAnswer gone(ProviderAnswer now) {
        return switch (now) {
            case Authorized a -> new Voided(a.providerReference());
            case Processing p -> new Voided(p.providerReference());
            case ActionRequired a -> new Voided(a.providerReference());
            case ProviderAnswer last -> last;
        };
    }

    private long captured() {
        return charged() * APayment.TOTAL.minor();
    }

    /** Given back, or about to be. */
    private long given() {
        return refundAnswers.entrySet().stream()
                .filter(refund -> !(refund.getValue() instanceof RefundAnswer.Failed))
                .mapToLong(refund -> Objects.requireNonNull(refunds.get(refund.getKey()))
                        .amount()
                        .minor())
                .sum();
    }

    private long withheld(@Nullable DisputeOutcome outcome) {
        return dispute != null && dispute.outcome() == outcome
                ? dispute.amount().minor()
                : 0;
    }

    private static DisputeAnswer dispute(long minor, @Nullable DisputeOutcome outcome) {
        return new DisputeAnswer("du_1", new Money(minor, APayment.TOTAL.currency()), "fraudulent", outcome);
    }

    private static String reference(int attempt) {
        return "ch_" + attempt;
    }
}
