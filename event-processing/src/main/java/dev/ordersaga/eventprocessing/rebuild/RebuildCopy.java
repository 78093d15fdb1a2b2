package dev.ordersaga.eventprocessing.rebuild;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.axonframework.common.transaction.TransactionManager;

/**
 * The first part of a rebuild: copies the rows of all sequences that began before it. Ranges of indexes are read and folded by
 * a few threads; their rows are written in the order of the ranges, each with the position in one transaction.
 */
final class RebuildCopy {

    /** Of indexes: bounds the memory for rows, and what is repeated if the process dies. */
    private static final int RANGE = 5_000;

    private static final int THREADS = 2;
    private static final int RANGES_AHEAD = 2 * THREADS;

    private final RebuildTable table;
    private final TransactionManager transactions;
    private final BooleanSupplier isStopped;

    RebuildCopy(RebuildTable table, TransactionManager transactions, BooleanSupplier isStopped) {
        this.table = table;
        this.transactions = transactions;
        this.isStopped = isStopped;
    }

    private record Range(long upTo, Future<byte[]> rows) {}

    /**
     * Copies everything up to the rebuild's target.
     *
     * @return the position; empty if this process has stopped, or another one has taken over
     */
    Optional<Long> run(RebuildableView view, RebuildTable.Progress begun) {
        if (begun.position() >= begun.target()) {
            return Optional.of(begun.position());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                THREADS,
                ConnectionPurpose.PROCESSORS.threads(
                        Thread.ofPlatform().name("rebuild-fold-", 1).factory()))) {
            try {
                return copy(view, begun, threads);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private Optional<Long> copy(RebuildableView view, RebuildTable.Progress begun, ExecutorService threads)
            throws InterruptedException {
        Queue<Range> ranges = new ArrayDeque<>();
        long submitted = begun.position();
        long written = begun.position();
        while (written < begun.target()) {
            while (ranges.size() < RANGES_AHEAD && submitted < begun.target()) {
                long after = submitted;
                long upTo = Math.min(after + RANGE, begun.target());
                ranges.add(new Range(upTo, threads.submit(() -> view.fold(after, upTo))));
                submitted = upTo;
            }
            Range range = ranges.remove();
            byte[] rows = result(range.rows());
            long before = written;
            if (isStopped.getAsBoolean()
                    || !transactions.fetchInTransaction(() -> write(view, before, range.upTo(), rows))) {
                return Optional.empty();
            }
            written = range.upTo();
        }
        return Optional.of(written);
    }

    private boolean write(RebuildableView view, long position, long upTo, byte[] rows) {
        if (!table.isAt(view, position)) {
            return false;
        }
        view.copy(rows);
        table.advance(view.name(), upTo);
        return true;
    }

    private static byte[] result(Future<byte[]> rows) throws InterruptedException {
        try {
            return rows.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
