package dev.ordersaga.intake;

import dev.ordersaga.eventprocessing.processors.ProcessorBacklogs.Backlog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A processor of known capacity behind the gate, with Poisson arrivals, in simulated time. It handles batches, as the real
 * one does.
 */
final class SimulatedQueue {

    private static final double TICK = 0.005;
    private static final double BATCH_SECONDS = 0.05;

    private final Random random;
    private final IntakeGate gate;
    private final Deque<Double> waiting = new ArrayDeque<>();
    private final List<Second> seconds = new ArrayList<>();
    private double now = 1000;
    private double credit;
    private double sinceBatch;
    private long handled;
    private long accepted;
    private double longestWait;
    private boolean isMeasurable = true;

    /** What happened in one second. */
    record Second(int offered, int admitted, int handled, double longestWait) {}

    SimulatedQueue(IntakeSettings settings, long seed) {
        random = new Random(seed);
        var facts = new IntakeGate.Facts(this::backlogs, () -> 0, () -> 0, () -> Duration.ZERO);
        gate = new IntakeGate(settings, facts, Runnable::run, this::nanos, random::nextDouble);
    }

    /** Runs for some seconds at constant rates per second, and returns what happened in each. */
    List<Second> run(int duration, double arrivals, double capacity) {
        int first = seconds.size();
        for (int i = 0; i < duration; i++) {
            seconds.add(second(arrivals, capacity));
        }
        return List.copyOf(seconds.subList(first, seconds.size()));
    }

    Optional<RefusalReason> ask() {
        return gate.refusal();
    }

    double probability() {
        return gate.probability();
    }

    double delay() {
        return gate.delay();
    }

    void passTime(Duration time) {
        now += time.toNanos() / 1e9;
    }

    /** Whether the backlog can be measured. */
    void measurable(boolean isPossible) {
        isMeasurable = isPossible;
    }

    private Second second(double arrivals, double capacity) {
        int offered = 0;
        long acceptedBefore = accepted;
        long handledBefore = handled;
        longestWait = 0;
        for (double passed = 0; passed < 1 - TICK / 2; passed += TICK) {
            now += TICK;
            int arriving = poisson(arrivals * TICK);
            offered += arriving;
            for (int i = 0; i < arriving; i++) {
                if (gate.refusal().isEmpty()) {
                    waiting.add(now);
                    accepted++;
                }
            }
            serve(capacity);
        }
        return new Second(offered, (int) (accepted - acceptedBefore), (int) (handled - handledBefore), longestWait);
    }

    private void serve(double capacity) {
        sinceBatch += TICK;
        if (sinceBatch < BATCH_SECONDS) {
            return;
        }
        // An idle processor gains nothing for later.
        credit = Math.min(credit + capacity * sinceBatch, Math.max(1, capacity * BATCH_SECONDS * 2));
        sinceBatch = 0;
        while (credit >= 1 && !waiting.isEmpty()) {
            longestWait = Math.max(longestWait, now - waiting.remove());
            handled++;
            credit--;
        }
    }

    private Map<String, Backlog> backlogs() {
        if (!isMeasurable) {
            throw new IllegalStateException("not measurable");
        }
        Duration age = waiting.isEmpty() ? Duration.ZERO : Duration.ofNanos((long) ((now - waiting.peek()) * 1e9));
        return Map.of("saga", new Backlog(handled, accepted - handled, age));
    }

    private int poisson(double mean) {
        int count = 0;
        double product = random.nextDouble();
        while (product > Math.exp(-mean)) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    private long nanos() {
        return (long) (now * 1e9);
    }
}
