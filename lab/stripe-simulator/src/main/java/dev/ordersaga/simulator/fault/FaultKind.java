package dev.ordersaga.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which the provider can misbehave. */
public enum FaultKind {
    /** Answers "too many requests" and does nothing. */
    RATE_LIMIT(Phase.ARRIVAL),
    /** Never answers and does nothing. */
    HANG(Phase.ARRIVAL),
    /** Answers 5xx and does nothing. */
    ERROR(Phase.ARRIVAL),
    /** Closes the connection and does nothing. */
    RESET(Phase.ARRIVAL),
    /** Answers nonsense and does nothing. */
    GARBAGE(Phase.ARRIVAL),
    /** Lets the bank say no. */
    DECLINE(Phase.EXECUTION),
    /** Waits, then does it. */
    DELAY(Phase.EXECUTION),
    /** Does it, waits, then answers. */
    EFFECT_THEN_DELAY(Phase.EXECUTION),
    /** Does it and never answers. */
    EFFECT_THEN_HANG(Phase.EXECUTION),
    /** Does it and answers 5xx, to every repetition with the same key too. */
    EFFECT_THEN_ERROR(Phase.EXECUTION),
    /** Does it and closes the connection. */
    EFFECT_THEN_RESET(Phase.EXECUTION),
    /** Does it and answers nonsense. */
    EFFECT_THEN_GARBAGE(Phase.EXECUTION),
    /** Sends an event several times. */
    WEBHOOK_DUPLICATE(Phase.WEBHOOK),
    /** Sends an event much later. */
    WEBHOOK_LATE(Phase.WEBHOOK),
    /** Sends an event, and waits for its receiver, before the request that caused it is answered. */
    WEBHOOK_EARLY(Phase.WEBHOOK),
    /** Does not send an event. */
    WEBHOOK_NEVER(Phase.WEBHOOK),
    /** Sends events in another order than they happened in. */
    WEBHOOK_SHUFFLE(Phase.WEBHOOK);

    /** When a fault is looked for. */
    public enum Phase {
        /** Before the idempotency key is even looked at: every request, repetitions too. */
        ARRIVAL,
        /** When a request is carried out: once per key. */
        EXECUTION,
        /** When an event is to be sent. */
        WEBHOOK
    }

    private final Phase phase;

    FaultKind(Phase phase) {
        this.phase = phase;
    }

    public Phase phase() {
        return phase;
    }

    /** As in rules and logs, for example {@code effect-then-hang}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the caller of a carried out request does not get the true answer. */
    public boolean withholdsAnswer() {
        return switch (this) {
            case EFFECT_THEN_HANG, EFFECT_THEN_ERROR, EFFECT_THEN_RESET, EFFECT_THEN_GARBAGE -> true;
            default -> false;
        };
    }

    static Optional<FaultKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
