package dev.ordersaga.eventprocessing.rebuild;

import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import dev.ordersaga.eventstore.serialization.UnregisteredTypeException;
import dev.ordersaga.eventstore.serialization.UnregisteredTypeGuard;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of one rebuild: the copy, the indexes, what happened meanwhile batch after batch, and finally the swap. */
final class RebuildSteps {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildSteps.class);
    private static final int BATCH = 500;
    private static final int REST_FOR_SWAP = 20;
    private static final int MAX_ROUNDS_BEFORE_SWAP = 200;
    private static final int WAIT_MILLIS = 100;

    private final RebuildTable table;
    private final RebuildCopy copy;
    private final EventStore events;
    private final ProcessorRegistry processors;
    private final TransactionManager transactions;
    private final Clock clock;
    private volatile boolean stopped;

    RebuildSteps(
            RebuildTable table,
            EventStore events,
            ProcessorRegistry processors,
            TransactionManager transactions,
            Clock clock) {
        this.table = table;
        this.copy = new RebuildCopy(table, transactions, () -> stopped);
        this.events = events;
        this.processors = processors;
        this.transactions = transactions;
        this.clock = clock;
    }

    TransactionManager transactions() {
        return transactions;
    }

    void stop() {
        stopped = true;
    }

    private enum Step {
        /** Nothing to do in this process. */
        NONE,
        /** Build the next index. */
        PREPARE,
        /** Apply the next batch. */
        BATCH,
        /** The new view has caught up. */
        SWAP,
        /** The new view has replaced the old one. */
        DROP_OLD
    }

    /** Continues the rebuild until it is done, or until another process has taken it over. */
    void run(RebuildableView view) {
        Optional<Long> copied =
                transactions.fetchInTransaction(() -> begun(view)).flatMap(progress -> copy.run(view, progress));
        if (copied.isEmpty()) {
            return;
        }
        try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(token(copied.get()))) {
            Reader reader = new Reader(stream, copied.get());
            Step step = Step.PREPARE;
            while (step != Step.NONE && !stopped) {
                Step next = step;
                step = transactions.fetchInTransaction(() -> execute(next, view, reader));
            }
        }
    }

    private Optional<RebuildTable.Progress> begun(RebuildableView view) {
        if (table.restart(view.name(), view.version())) {
            LOG.info("The rebuild of {} was begun by another version and begins again", view.name());
            view.begin();
        }
        return table.lock(view.name(), view.version());
    }

    private Step execute(Step step, RebuildableView view, Reader reader) {
        return switch (step) {
            case NONE -> Step.NONE;
            case PREPARE -> prepare(view, reader);
            case BATCH -> batch(view, reader);
            case SWAP -> swap(view, reader);
            case DROP_OLD -> {
                view.dropOld();
                yield Step.NONE;
            }
        };
    }

    private Step prepare(RebuildableView view, Reader reader) {
        if (!table.isAt(view, reader.position)) {
            return Step.NONE;
        }
        boolean isMoreLeft = view.prepare();
        table.advance(view.name(), reader.position);
        return isMoreLeft ? Step.PREPARE : Step.BATCH;
    }

    private Step batch(RebuildableView view, Reader reader) {
        if (!table.isAt(view, reader.position)) {
            return Step.NONE;
        }
        List<TrackedEventMessage<?>> batch = reader.next(BATCH);
        if (!batch.isEmpty()) {
            handle(view, batch);
            table.advance(view.name(), reader.position);
        }
        long rest = processors.highestPosition(view.name()) - reader.position;
        if (rest >= BATCH) {
            return Step.BATCH;
        }
        // While events arrive, the rest never becomes zero: the swap applies it, while readers of the view wait.
        return rest <= REST_FOR_SWAP || ++reader.rounds > MAX_ROUNDS_BEFORE_SWAP ? Step.SWAP : Step.BATCH;
    }

    /** Applies, while the old view is locked, what the old one contains by then: no reader sees an older state. */
    private Step swap(RebuildableView view, Reader reader) {
        if (!table.isAt(view, reader.position)) {
            return Step.NONE;
        }
        view.freeze();
        long old = processors.highestPosition(view.name());
        while (reader.position < old) {
            List<TrackedEventMessage<?>> batch = reader.next(BATCH);
            if (batch.isEmpty()) {
                // The event store is slow at the moment: readers of the old view must not wait for it.
                table.advance(view.name(), reader.position);
                return Step.BATCH;
            }
            handle(view, batch);
        }
        view.swap();
        table.advance(view.name(), reader.position);
        table.finish(view.name(), null, clock.instant());
        LOG.info("The view {} is rebuilt, up to event {}", view.name(), reader.position);
        return Step.DROP_OLD;
    }

    /** @throws UnregisteredTypeException if one of the events cannot be read although it may be of the view's type */
    private static void handle(RebuildableView view, List<TrackedEventMessage<?>> events) {
        events.forEach(event -> UnregisteredTypeGuard.check(event, view.eventType()));
        view.handle(events);
    }

    private static @Nullable TrackingToken token(long position) {
        return position == 0 ? null : GapAwareTrackingToken.newInstance(position, List.of());
    }

    /** The position of this process in the event stream. */
    private static final class Reader {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private long position;

        /** Number of batches since the new view has nearly caught up. */
        private int rounds;

        Reader(BlockingStream<TrackedEventMessage<?>> stream, long position) {
            this.stream = stream;
            this.position = position;
        }

        /** The available events; waits for the first one only. */
        List<TrackedEventMessage<?>> next(int limit) {
            List<TrackedEventMessage<?>> batch = new ArrayList<>();
            try {
                while (batch.size() < limit
                        && stream.hasNextAvailable(batch.isEmpty() ? WAIT_MILLIS : 0, TimeUnit.MILLISECONDS)) {
                    TrackedEventMessage<?> event = stream.nextAvailable();
                    position = event.trackingToken().position().orElseThrow();
                    batch.add(event);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return batch;
        }
    }
}
