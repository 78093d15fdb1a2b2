package dev.ordersaga.eventstore.reading;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * Where readers wait: at an index that a transaction took and has neither stored nor given up. Usually for the moment
 * between two overlapping commits; for longer only if a writer hangs.
 */
public final class ReadBarrier {

    /**
     * @param index the missing index
     * @param since when it was first met
     */
    public record Hold(long index, Instant since) {}

    private final Clock clock;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private Optional<Hold> hold = Optional.empty();

    ReadBarrier(Clock clock) {
        this.clock = clock;
    }

    /** Calls {@code listener} with the index, in the reading thread, each time that a reader stops at one. */
    public void onHold(LongConsumer listener) {
        listeners.add(listener);
    }

    public synchronized Optional<Hold> current() {
        return hold;
    }

    /** How long readers have been waiting; zero if they are not. */
    public Duration duration() {
        return current()
                .map(waiting -> Duration.between(waiting.since(), clock.instant()))
                .filter(waited -> !waited.isNegative())
                .orElse(Duration.ZERO);
    }

    synchronized boolean isAt(long index) {
        return hold.filter(waiting -> waiting.index() == index).isPresent();
    }

    void at(long index) {
        synchronized (this) {
            if (!isAt(index)) {
                hold = Optional.of(new Hold(index, clock.instant()));
            }
        }
        listeners.forEach(listener -> listener.accept(index));
    }

    synchronized void passed(long index) {
        hold = hold.filter(waiting -> waiting.index() > index);
    }
}
