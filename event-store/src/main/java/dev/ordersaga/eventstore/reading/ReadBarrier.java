package dev.ordersaga.eventstore.reading;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * The undecided index at which readers stop: a transaction has taken it and has neither committed nor rolled back. Usually
 * lasts for the moment between two overlapping commits; longer only if a writer hangs.
 */
public final class ReadBarrier {

    /**
     * @param index the missing index
     * @param since when a reader first stopped at it
     */
    public record Stop(long index, Instant since) {}

    private final Clock clock;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private Optional<Stop> current = Optional.empty();

    ReadBarrier(Clock clock) {
        this.clock = clock;
    }

    /** Calls {@code listener} with the index, in the reading thread, each time a reader stops. */
    public void onStop(LongConsumer listener) {
        listeners.add(listener);
    }

    public synchronized Optional<Stop> current() {
        return current;
    }

    /** How long readers have been waiting; zero if they are not. */
    public Duration duration() {
        return current()
                .map(stop -> Duration.between(stop.since(), clock.instant()))
                .filter(waited -> !waited.isNegative())
                .orElse(Duration.ZERO);
    }

    synchronized boolean isAt(long index) {
        return current.filter(stop -> stop.index() == index).isPresent();
    }

    void stoppedAt(long index) {
        synchronized (this) {
            if (!isAt(index)) {
                current = Optional.of(new Stop(index, clock.instant()));
            }
        }
        listeners.forEach(listener -> listener.accept(index));
    }

    synchronized void passed(long index) {
        current = current.filter(stop -> stop.index() > index);
    }
}
