package dev.ordersaga.eventstore.wakeup;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seeded random load of several publishing processes: transactions that are rolled back, completely or to a savepoint, that
 * stay open for a while, and that take indexes without using them. The seed determines what each writer does, not its timing.
 */
final class CommitFuzz {

    private static final int WRITERS_OF_EACH = 4;
    private static final int TRANSACTIONS = Integer.getInteger("fuzz.transactions", 60);

    private final JpaOnPostgres database;
    private final long seed;

    CommitFuzz(JpaOnPostgres database, long seed) {
        this.database = database;
        this.seed = seed;
    }

    /** Returns when all transactions have ended. */
    void run(List<Node> processes) throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (Node process : processes) {
            for (int i = 0; i < WRITERS_OF_EACH; i++) {
                int number = writers.size();
                writers.add(() -> publish(process, "writer-" + number, new Random(seed + number)));
            }
        }
        writers.add(() -> takeIndexes(new Random(seed)));
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
    }

    private Void publish(Node process, String name, Random random) {
        TransactionTemplate transactions = new TransactionTemplate(database.springTransactions());
        for (int i = 0; i < TRANSACTIONS; i++) {
            String events = name + "-" + i + "-";
            transactions.executeWithoutResult(status -> publish(process, events, random, status));
            pause(random, 2_000);
        }
        return null;
    }

    /** Some events are rolled back to a savepoint before the commit, and occasionally the whole transaction. */
    private void publish(Node process, String events, Random random, TransactionStatus status) {
        int count = 1 + random.nextInt(3);
        for (int event = 0; event < count; event++) {
            boolean isRolledBack = random.nextInt(8) == 0;
            if (isRolledBack) {
                database.sql().sql("SAVEPOINT s").update();
            }
            process.publish(events + event);
            pause(random, 1_000);
            if (isRolledBack) {
                database.sql().sql("ROLLBACK TO SAVEPOINT s").update();
            }
        }
        if (random.nextInt(10) == 0) {
            status.setRollbackOnly();
        }
    }

    private Void takeIndexes(Random random) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < TRANSACTIONS; i++) {
                statement.execute("SELECT nextval('eventstore.domain_event_entry_seq')");
                pause(random, 5_000);
            }
        }
        return null;
    }

    private static void pause(Random random, int maxMicros) {
        LockSupport.parkNanos(random.nextInt(maxMicros) * 1_000L);
    }
}
