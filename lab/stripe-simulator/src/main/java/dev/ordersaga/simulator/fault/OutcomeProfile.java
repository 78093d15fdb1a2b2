package dev.ordersaga.simulator.fault;

import dev.ordersaga.simulator.method.PaymentBehaviour;
import dev.ordersaga.simulator.method.PaymentErrors;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Distribution of payment outcomes: a pure function of seed and order id. Applies only to payment methods that would
 * succeed.
 *
 * @param weights relative frequency of each {@link Outcome}, in its order
 */
public record OutcomeProfile(List<Integer> weights, long seed) {

    /** Outcome of an order's payment. */
    public enum Outcome {
        OK,
        SOFT_DECLINE,
        HARD_DECLINE,
        ACTION,
        /** Succeeds, but the first response is lost. */
        TIMEOUT_AFTER_CHARGE;

        /** Name in the control API, for example {@code soft-decline}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final List<String> SOFT =
            List.of("insufficient_funds", "try_again_later", "processing_error", "issuer_not_available");
    private static final List<String> HARD =
            List.of("lost_card", "stolen_card", "expired_card", "fraudulent", "do_not_try_again");

    public OutcomeProfile {
        weights = List.copyOf(weights);
    }

    /**
     * Reads weights like {@code 92,4,2,1,1}: success, soft decline, hard decline, required action, time-out after
     * charge.
     *
     * @throws IllegalArgumentException when they are not five numbers with a positive sum
     */
    public static OutcomeProfile parse(String text, long seed) {
        List<Integer> weights = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
        boolean healthy = weights.size() == Outcome.values().length
                && weights.stream().allMatch(weight -> weight >= 0)
                && weights.stream().mapToInt(weight -> weight).sum() > 0;
        if (!healthy) {
            throw new IllegalArgumentException("A profile is five weights like 92,4,2,1,1, not '" + text + "'");
        }
        return new OutcomeProfile(weights, seed);
    }

    /** The outcome for an order. */
    public Outcome of(String orderId) {
        int drawn = draw(orderId)
                .nextInt(weights.stream().mapToInt(weight -> weight).sum());
        Iterator<Integer> weight = weights.iterator();
        for (Outcome outcome : Outcome.values()) {
            drawn -= weight.next();
            if (drawn < 0) {
                return outcome;
            }
        }
        throw new IllegalStateException("A draw below the sum of the weights meets one of them");
    }

    /** Behaviour of the order's payment method; empty for its own. */
    public Optional<PaymentBehaviour> behaviour(String orderId) {
        return switch (of(orderId)) {
            case OK, TIMEOUT_AFTER_CHARGE -> Optional.empty();
            case SOFT_DECLINE -> Optional.of(declining(SOFT, orderId));
            case HARD_DECLINE -> Optional.of(declining(HARD, orderId));
            case ACTION -> Optional.of(new PaymentBehaviour.RequiresAction());
        };
    }

    /** The rule that loses the response to a successful payment. */
    public FaultRule lostResponse() {
        return FaultRule.of(FaultKind.EFFECT_THEN_HANG, seed);
    }

    private PaymentBehaviour declining(List<String> codes, String orderId) {
        SplittableRandom draw = draw("code of " + orderId);
        return new PaymentBehaviour.Fails(PaymentErrors.byCode(codes.get(draw.nextInt(codes.size()))));
    }

    private SplittableRandom draw(String subject) {
        return SeededRandom.of(seed, "profile/" + subject);
    }
}
