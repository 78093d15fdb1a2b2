package dev.ordersaga.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The faults that can be injected. */
public enum FaultKind {
    /** 429; no effect. */
    RATE_LIMIT(Phase.ARRIVAL),
    /** No response; no effect. */
    HANG(Phase.ARRIVAL),
    /** 5xx; no effect. */
    ERROR(Phase.ARRIVAL),
    /** Connection closed; no effect. */
    RESET(Phase.ARRIVAL),
    /** Malformed response; no effect. */
    GARBAGE(Phase.ARRIVAL),
    /** 4xx with an error code; no effect. Form {@code state}, kept under the idempotency key, or {@code validation}. */
    REFUSE(Phase.EXECUTION),
    /** The payment is declined. */
    DECLINE(Phase.EXECUTION),
    /** Delay before the effect. */
    DELAY(Phase.EXECUTION),
    /** Effect, then a delay before the response. */
    EFFECT_THEN_DELAY(Phase.EXECUTION),
    /** Effect without a response. */
    EFFECT_THEN_HANG(Phase.EXECUTION),
    /** Effect with a 5xx response, also for every repetition with the same idempotency key. */
    EFFECT_THEN_ERROR(Phase.EXECUTION),
    /** Effect, then the connection is closed. */
    EFFECT_THEN_RESET(Phase.EXECUTION),
    /** Effect with a malformed response. */
    EFFECT_THEN_GARBAGE(Phase.EXECUTION),
    /** The event is delivered several times. */
    WEBHOOK_DUPLICATE(Phase.WEBHOOK),
    /** The event is delivered late. */
    WEBHOOK_LATE(Phase.WEBHOOK),
    /** The event is delivered before the response to the request that caused it. */
    WEBHOOK_EARLY(Phase.WEBHOOK),
    /** The event is not delivered. */
    WEBHOOK_NEVER(Phase.WEBHOOK),
    /** Events are delivered in random order. */
    WEBHOOK_SHUFFLE(Phase.WEBHOOK);

    /** When rules are evaluated. */
    public enum Phase {
        /** Before the idempotency key is read: every request, repetitions included. */
        ARRIVAL,
        /** When a request is executed: once per key. */
        EXECUTION,
        /** When an event is to be delivered. */
        WEBHOOK
    }

    private final Phase phase;

    FaultKind(Phase phase) {
        this.phase = phase;
    }

    public Phase phase() {
        return phase;
    }

    /** Name in rules and logs, for example {@code effect-then-hang}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the caller does not receive the true response although the request was executed. */
    public boolean withholdsResponse() {
        return switch (this) {
            case EFFECT_THEN_HANG, EFFECT_THEN_ERROR, EFFECT_THEN_RESET, EFFECT_THEN_GARBAGE -> true;
            default -> false;
        };
    }

    static Optional<FaultKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }
}
