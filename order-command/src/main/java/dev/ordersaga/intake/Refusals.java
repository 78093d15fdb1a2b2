package dev.ordersaga.intake;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.http.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Counts the refused orders, and answers them: the more orders wait, the later each client should try again. */
final class Refusals {

    /** A refusal that is older than this belongs to a period that is over. */
    private static final Duration PERIOD_ENDS_AFTER = Duration.ofSeconds(10);

    private static final double SHORTEST_RETRY = 1;
    private static final double LONGEST_RETRY = 30;
    private static final double SMALLEST_SPREAD = 4;

    private final DoubleSupplier delay;
    private final DoubleSupplier random;
    private final Clock clock;
    private final Map<RefusalReason, LongAdder> counts = new EnumMap<>(RefusalReason.class);
    private final AtomicReference<Period> last = new AtomicReference<>(new Period(Instant.EPOCH, Instant.EPOCH));

    private record Period(Instant since, Instant until) {}

    /**
     * @param delay the measured delay in seconds, or not a number
     * @param random from 0 (inclusive) to 1 (exclusive)
     */
    Refusals(DoubleSupplier delay, DoubleSupplier random, Clock clock) {
        this.delay = delay;
        this.random = random;
        this.clock = clock;
        for (RefusalReason reason : RefusalReason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    /** Counts a refusal; {@code Retry-After} is spread, so that the clients do not come again all at once. */
    ProblemException problem(RefusalReason reason) {
        countsOf(reason).increment();
        Instant now = clock.instant();
        last.updateAndGet(period -> new Period(isOver(period, now) ? now : period.since(), now));
        return new ProblemException(IntakeProblem.OVERLOADED, "This order was not accepted; repeat the request later.")
                .retryAfter(retrySeconds());
    }

    double count(RefusalReason reason) {
        return countsOf(reason).sum();
    }

    private LongAdder countsOf(RefusalReason reason) {
        return requireNonNull(counts.get(reason), "every reason has a count");
    }

    /** Since when orders have been refused again and again; empty if none was refused lately. */
    Optional<Instant> ongoingSince() {
        Period period = last.get();
        return isOver(period, clock.instant()) ? Optional.empty() : Optional.of(period.since());
    }

    private static boolean isOver(Period period, Instant now) {
        return now.isAfter(period.until().plus(PERIOD_ENDS_AFTER));
    }

    private long retrySeconds() {
        double known = delay.getAsDouble();
        double spread = Math.max(SMALLEST_SPREAD, Double.isNaN(known) ? 0 : 2 * known);
        return (long) Math.min(LONGEST_RETRY, SHORTEST_RETRY + random.getAsDouble() * spread);
    }
}
