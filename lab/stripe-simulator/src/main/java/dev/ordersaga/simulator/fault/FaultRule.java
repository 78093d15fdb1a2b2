package dev.ordersaga.simulator.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A fault and the condition under which it is injected. A null condition matches everything; a null parameter has its
 * default.
 *
 * @param fault {@link FaultKind#wireName()}
 * @param op create, confirm, capture, cancel, refund, retrieve, list or due
 * @param event an event type, or its beginning followed by {@code *}
 * @param nth only the matching call with this number, from 1
 * @param times at most so many times
 * @param probability 0 to 1, drawn from the seed, the order and the number of the call for this order
 * @param seconds how long a delay, hang, late webhook or shuffle takes; for rate-limit what Retry-After says
 * @param code decline code of decline
 * @param status HTTP status of error
 * @param count deliveries of webhook-duplicate
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

    private static final int DEFAULT_SECONDS = 60;

    static FaultRule of(FaultKind kind, long seed) {
        return new FaultRule(
                kind.wireName(), null, null, null, null, null, null, null, seed, null, null, null, null, null);
    }

    /** @throws IllegalArgumentException when there is no such fault */
    public FaultKind kind() {
        return FaultKind.of(fault).orElseThrow(() -> new IllegalArgumentException("There is no fault '" + fault + "'"));
    }

    boolean matches(FaultContext context) {
        return same(op, context.op())
                && same(orderId, context.orderId())
                && same(paymentMethod, context.paymentMethod())
                && (event == null || eventMatches(event, context.event()));
    }

    public int secondsOr(int usual) {
        return seconds == null ? usual : seconds;
    }

    /** Delay before the connection is closed. */
    public int hangSeconds() {
        return secondsOr(DEFAULT_SECONDS);
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

    private static boolean same(@Nullable String wanted, @Nullable String parameters) {
        return wanted == null || wanted.equals(parameters);
    }

    private static boolean eventMatches(String wanted, @Nullable String parameters) {
        if (parameters == null) {
            return false;
        }
        return wanted.endsWith("*")
                ? parameters.startsWith(wanted.substring(0, wanted.length() - 1))
                : wanted.equals(parameters);
    }
}
