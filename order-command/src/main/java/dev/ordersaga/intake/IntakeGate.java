package dev.ordersaga.intake;

import dev.ordersaga.eventprocessing.processors.ProcessorBacklogs.Backlog;
import dev.ordersaga.http.log.RateLimitedLog;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.axonframework.common.AxonException;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Admission control of new orders: decides for each whether it is refused, from the delay of the processors, the number of
 * requests that wait for a connection or a place in the bulkhead, and how long they wait for a transaction. It measures in the background, at most
 * every {@link #INTERVAL} and only while orders arrive: without them it costs nothing.
 */
final class IntakeGate {

    static final Duration INTERVAL = Duration.ofMillis(250);

    /** After a pause of this length nothing is known. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final IntakeSettings settings;
    private final Facts facts;
    private final Executor measuring;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private final RateLimitedLog log;
    private final AtomicReference<IntakeState> state;
    private final AtomicBoolean isMeasuring = new AtomicBoolean();
    private volatile long askedAt;
    private volatile long triedAt;

    /**
     * What the decision depends on.
     *
     * @param backlogs reads the backlog of each processor that is known
     * @param waiting number of requests that wait for a connection; read for each order
     * @param queued number of requests that wait for a place in the bulkhead; read for each order
     * @param longestWait how long the first request in the queue has waited for a transaction; read for each order
     */
    record Facts(
            Supplier<Map<String, Backlog>> backlogs,
            IntSupplier waiting,
            IntSupplier queued,
            Supplier<Duration> longestWait) {}

    /** @param random from 0 (inclusive) to 1 (exclusive) */
    IntakeGate(IntakeSettings settings, Facts facts, Executor measuring, LongSupplier nanoTime, DoubleSupplier random) {
        this.settings = settings;
        this.facts = facts;
        this.measuring = measuring;
        this.nanoTime = nanoTime;
        this.random = random;
        log = new RateLimitedLog(LoggerFactory.getLogger(IntakeGate.class), nanoTime);
        long now = nanoTime.getAsLong();
        state = new AtomicReference<>(IntakeState.unknownSince(now));
        askedAt = now - PAUSE.toNanos() - 1;
        triedAt = now - INTERVAL.toNanos();
    }

    /** To be asked once for each new order: why it must be refused; empty if it is admitted. */
    Optional<RefusalReason> refusal() {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        if (isIdle(now)) {
            state.set(IntakeState.unknownSince(now));
        }
        askedAt = now;
        measureIfDue(now);
        IntakeState known = state.get();
        if (facts.waiting().getAsInt() >= settings.mostWaiting()) {
            return Optional.of(RefusalReason.CONNECTIONS);
        }
        if (facts.queued().getAsInt() >= settings.mostQueued()) {
            return Optional.of(RefusalReason.BULKHEAD);
        }
        if (facts.longestWait().get().compareTo(settings.longestWait()) > 0) {
            return Optional.of(RefusalReason.TRANSACTION);
        }
        if (known.unknownFor(now).compareTo(settings.longestDelay()) > 0) {
            return Optional.of(RefusalReason.UNKNOWN);
        }
        return random.getAsDouble() < probability(known) ? Optional.of(RefusalReason.DELAY) : Optional.empty();
    }

    /** Probability with which an order is refused because of the delay; 0 while no orders arrive. */
    double probability() {
        return isIdle(nanoTime.getAsLong()) ? 0 : probability(state.get());
    }

    /** The measured delay in seconds; not a number while it is not known, as while no orders arrive. */
    double delay() {
        IntakeState known = state.get();
        return isIdle(nanoTime.getAsLong()) || !known.isMeasured() ? Double.NaN : known.delay();
    }

    private double probability(IntakeState known) {
        return known.delay() >= settings.longestDelay().toNanos() / 1e9
                ? 1
                : 1 - known.share().share();
    }

    private boolean isIdle(long now) {
        return now - askedAt > PAUSE.toNanos();
    }

    private void measureIfDue(long now) {
        if (now - triedAt < INTERVAL.toNanos() || !isMeasuring.compareAndSet(false, true)) {
            return;
        }
        triedAt = now;
        try {
            measuring.execute(this::measure);
        } catch (RejectedExecutionException e) {
            // The process stops.
            isMeasuring.set(false);
        }
    }

    private void measure() {
        try {
            Map<String, Backlog> backlogs = facts.backlogs().get();
            long now = nanoTime.getAsLong();
            state.updateAndGet(known -> known.measured(backlogs, settings.targetDelay(), now));
        } catch (DataAccessException | AxonException | IllegalStateException e) {
            // What was known still counts, until it has been unknown for too long.
            log.warn("Cannot measure how far the processors are behind: " + e);
        } finally {
            isMeasuring.set(false);
        }
    }
}
