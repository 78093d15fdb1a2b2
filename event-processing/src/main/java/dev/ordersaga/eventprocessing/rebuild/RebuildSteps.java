package dev.ordersaga.eventprocessing.rebuild;

import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
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

/** The steps of one rebuild: batch after batch, and at last the swap. */
final class RebuildSteps {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildSteps.class);
    private static final int BATCH = 500;
    private static final int FEW = 20;
    private static final int ROUNDS_FOR_FEW = 200;
    private static final int MILLISECONDS_TO_WAIT = 100;

    private final RebuildTable table;
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
        /** Nothing is to be done here. */
        NONE,
        /** There is more. */
        MORE,
        /** It has nearly caught up for the first time. */
        PREPARE,
        /** It has caught up, and is due to be swapped. */
        SWAP,
        /** It has taken the old one's place. */
        DROP_OLD
    }

    /** Until it is done, or somebody else is at it. */
    void carryOn(RebuildableView view) {
        Optional<Long> begun = transactions.fetchInTransaction(() -> table.lock(view.name()));
        if (begun.isEmpty()) {
            return;
        }
        try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(token(begun.get()))) {
            Reader reader = new Reader(stream, begun.get());
            Step step = Step.MORE;
            while (step != Step.NONE && !stopped) {
                Step next = step;
                step = transactions.fetchInTransaction(() -> take(next, view, reader));
            }
        }
    }

    private Step take(Step step, RebuildableView view, Reader reader) {
        return switch (step) {
            case NONE -> Step.NONE;
            case MORE -> batch(view, reader);
            case PREPARE -> {
                view.prepare();
                reader.isPrepared = true;
                yield Step.MORE;
            }
            case SWAP -> swap(view, reader);
            case DROP_OLD -> {
                view.dropOld();
                yield Step.NONE;
            }
        };
    }

    private Step batch(RebuildableView view, Reader reader) {
        if (isElsewhere(view, reader)) {
            return Step.NONE;
        }
        List<TrackedEventMessage<?>> batch = reader.next(BATCH);
        if (!batch.isEmpty()) {
            view.handle(batch);
            table.advance(view.name(), reader.position);
        }
        long left = processors.foremostPosition(view.name()) - reader.position;
        if (left >= BATCH) {
            return Step.MORE;
        }
        if (!reader.isPrepared) {
            return Step.PREPARE;
        }
        // Never quite, while events come in: the swap takes the rest, while readers wait.
        return left <= FEW || ++reader.rounds > ROUNDS_FOR_FEW ? Step.SWAP : Step.MORE;
    }

    /** While the old view stands still, the new one gets whatever the old one had by then: no reader sees a step back. */
    private Step swap(RebuildableView view, Reader reader) {
        if (isElsewhere(view, reader)) {
            return Step.NONE;
        }
        view.freeze();
        long old = processors.foremostPosition(view.name());
        while (reader.position < old) {
            List<TrackedEventMessage<?>> batch = reader.next(BATCH);
            if (batch.isEmpty()) {
                // The store is slow just now. Nobody should wait for it in front of the old view.
                table.advance(view.name(), reader.position);
                return Step.MORE;
            }
            view.handle(batch);
        }
        view.swap();
        table.advance(view.name(), reader.position);
        table.finish(view.name(), null, clock.instant());
        LOG.info("The view {} is built anew, up to {}", view.name(), reader.position);
        return Step.DROP_OLD;
    }

    private boolean isElsewhere(RebuildableView view, Reader reader) {
        return table.lock(view.name())
                .filter(stored -> stored == reader.position)
                .isEmpty();
    }

    private static @Nullable TrackingToken token(long position) {
        return position == 0 ? null : GapAwareTrackingToken.newInstance(position, List.of());
    }

    /** Where this process has come to. */
    private static final class Reader {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private long position;
        private boolean isPrepared;

        /** How often it has been within a batch of the end. */
        private int rounds;

        Reader(BlockingStream<TrackedEventMessage<?>> stream, long position) {
            this.stream = stream;
            this.position = position;
        }

        /** What is there now; waits for the first one only. */
        List<TrackedEventMessage<?>> next(int atMost) {
            List<TrackedEventMessage<?>> batch = new ArrayList<>();
            try {
                while (batch.size() < atMost
                        && stream.hasNextAvailable(batch.isEmpty() ? MILLISECONDS_TO_WAIT : 0, TimeUnit.MILLISECONDS)) {
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
