package dev.ordersaga.simulator.fault;

import dev.ordersaga.simulator.payment.Declines;
import dev.ordersaga.simulator.payment.PaymentBehaviour;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Banks as they are: most payments succeed and some do not, decided by the seed and the order id alone. It speaks only
 * for payment methods that would simply pay.
 *
 * @param weights how many of all orders end in each {@link Outcome}, in its order; their sum is the whole
 */
public record OutcomeProfile(List<Integer> weights, long seed) {

    /** What the bank does with an order. */
    public enum Outcome {
        OK,
        SOFT_DECLINE,
        HARD_DECLINE,
        ACTION,
        /** It pays, but the first answer never arrives. */
        TIMEOUT_AFTER_CHARGE;

        /** As in the control interface, for example {@code soft-decline}. */
        public String word() {
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
     * Reads weights like {@code 92,4,2,1,1}: ok, soft declines, hard declines, action, time-out after charging.
     *
     * @throws IllegalArgumentException when they are not five numbers with a positive sum
     */
    public static OutcomeProfile parse(String text, long seed) {
        List<Integer> weights = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
        boolean sound = weights.size() == Outcome.values().length
                && weights.stream().allMatch(weight -> weight >= 0)
                && weights.stream().mapToInt(weight -> weight).sum() > 0;
        if (!sound) {
            throw new IllegalArgumentException("A profile is five weights like 92,4,2,1,1, not '" + text + "'");
        }
        return new OutcomeProfile(weights, seed);
    }

    /** What happens to that order. */
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

    /** How that order's payment method behaves; empty: as always. */
    public Optional<PaymentBehaviour> conduct(String orderId) {
        return switch (of(orderId)) {
            case OK, TIMEOUT_AFTER_CHARGE -> Optional.empty();
            case SOFT_DECLINE -> Optional.of(refuses(SOFT, orderId));
            case HARD_DECLINE -> Optional.of(refuses(HARD, orderId));
            case ACTION -> Optional.of(new PaymentBehaviour.AsksItsOwner());
        };
    }

    /** The rule that makes the answer of a taken payment disappear. */
    public FaultRule silence() {
        return FaultRule.of(FaultKind.EFFECT_THEN_HANG, seed);
    }

    private PaymentBehaviour refuses(List<String> codes, String orderId) {
        SplittableRandom draw = draw("code of " + orderId);
        return new PaymentBehaviour.Refuses(Declines.byCode(codes.get(draw.nextInt(codes.size()))));
    }

    private SplittableRandom draw(String thing) {
        return SeededRandom.of(seed, "profile/" + thing);
    }
}
