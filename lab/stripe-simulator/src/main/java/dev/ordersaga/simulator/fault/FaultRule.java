package dev.ordersaga.simulator.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which misbehaviour, and when. Everything that is null matches everything or takes its usual value.
 *
 * @param fault {@link FaultKind#word()}
 * @param op create, confirm, capture, cancel, refund, retrieve, list or due
 * @param event an event type, or its beginning followed by {@code *}
 * @param nth only the matching call with that number, counted from 1
 * @param times at most so many times
 * @param probability 0 to 1, drawn from the seed for each order and its how-manieth call
 * @param seconds how long a delay, hang, late webhook or shuffle takes; for rate-limit what Retry-After says
 * @param code decline code of decline
 * @param status HTTP status of error
 * @param count how often webhook-duplicate sends
 * @param form of garbage: invalid-json, empty, html, truncated or huge; of a reset: no-answer or half-answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FaultRule(
        String fault,
        @Nullable String op,
        @Nullable String orderId,
        @Nullable String paymentMethod,
        @Nullable String event,
        @Nullable Integer nth,
        @Nullable Integer times,
        @Nullable Double probability,
        @Nullable Long seed,
        @Nullable Integer seconds,
        @Nullable String code,
        @Nullable Integer status,
        @Nullable Integer count,
        @Nullable String form) {

    private static final int USUAL_SECONDS = 60;

    static FaultRule of(FaultKind kind, long seed) {
        return new FaultRule(kind.word(), null, null, null, null, null, null, null, seed, null, null, null, null, null);
    }

    /** @throws IllegalArgumentException when there is no such fault */
    public FaultKind kind() {
        return FaultKind.of(fault).orElseThrow(() -> new IllegalArgumentException("There is no fault '" + fault + "'"));
    }

    boolean matches(FaultContext occasion) {
        return same(op, occasion.op())
                && same(orderId, occasion.orderId())
                && same(paymentMethod, occasion.paymentMethod())
                && (event == null || eventMatches(event, occasion.event()));
    }

    public int secondsOr(int usual) {
        return seconds == null ? usual : seconds;
    }

    /** How long nothing happens before the connection is closed. */
    public int hangSeconds() {
        return secondsOr(USUAL_SECONDS);
    }

    public int statusOr(int usual) {
        return status == null ? usual : status;
    }

    public int countOr(int usual) {
        return count == null ? usual : count;
    }

    public String formOr(String usual) {
        return form == null ? usual : form;
    }

    private static boolean same(@Nullable String wanted, @Nullable String given) {
        return wanted == null || wanted.equals(given);
    }

    private static boolean eventMatches(String wanted, @Nullable String given) {
        if (given == null) {
            return false;
        }
        return wanted.endsWith("*") ? given.startsWith(wanted.substring(0, wanted.length() - 1)) : wanted.equals(given);
    }
}
