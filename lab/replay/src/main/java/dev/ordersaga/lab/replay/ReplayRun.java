package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Outcome.End;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends all planned orders, oldest first, each led by a virtual thread of its own, and notes what became of them. */
final class ReplayRun {

    private final OrderReplay replay;
    private final Consumer<Outcome> journal;
    private final Progress progress;
    private final ReplayTime time;
    private final Semaphore places;

    /**
     * @param journal told every outcome, also that an order was accepted
     * @param mostOpen most orders that are sent and not settled
     */
    ReplayRun(OrderReplay replay, Consumer<Outcome> journal, Progress progress, ReplayTime time, int mostOpen) {
        this.replay = replay;
        this.journal = journal;
        this.progress = progress;
        this.time = time;
        this.places = new Semaphore(mostOpen);
    }

    /**
     * Returns when every order has its outcome or the replay was stopped.
     *
     * @param before what a former run knows, by invoice
     * @return what became of each invoice, the former outcomes included; orders that were under way when the replay was
     *     stopped are missing or still {@link End#ACCEPTED}
     */
    Map<String, Outcome> run(List<PlannedOrder> orders, Map<String, Outcome> before) {
        Map<String, Outcome> outcomes = new ConcurrentHashMap<>(before);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        ThreadFactory threads = Thread.ofVirtual()
                .uncaughtExceptionHandler((thread, thrown) -> {
                    failure.compareAndSet(null, thrown);
                    time.stop();
                })
                .factory();
        try (ExecutorService tasks = Executors.newThreadPerTaskExecutor(threads)) {
            for (PlannedOrder order : orders) {
                Outcome former = before.get(order.invoice().number());
                if (former == null || !former.isFinal()) {
                    places.acquireUninterruptibly();
                    tasks.execute(() -> lead(order, former != null && former.isAccepted(), outcomes));
                }
            }
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("The replay itself failed", thrown);
        }
        return outcomes;
    }

    private void lead(PlannedOrder order, boolean alreadyAccepted, Map<String, Outcome> outcomes) {
        try {
            if (time.isStopped()) {
                return;
            }
            if (alreadyAccepted) {
                progress.opened();
            }
            Outcome outcome = replay.replay(order, alreadyAccepted, accepted -> {
                keep(accepted, outcomes);
                progress.opened();
            });
            Outcome former = keep(outcome, outcomes);
            progress.ended(outcome, former != null && former.isAccepted());
        } catch (StoppedException e) {
            // Without an outcome of its own: a resumed replay takes it up again.
            return;
        } finally {
            places.release();
        }
    }

    private @Nullable Outcome keep(Outcome outcome, Map<String, Outcome> outcomes) {
        journal.accept(outcome);
        return outcomes.put(outcome.invoice(), outcome);
    }
}
