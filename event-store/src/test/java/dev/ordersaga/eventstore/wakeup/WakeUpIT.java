package dev.ordersaga.eventstore.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Polling is off unless a test enables it: every delivery is the result of a wake-up. */
class WakeUpIT {

    private static final String LISTENERS =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";

    private static JpaOnPostgres database;

    private final List<Node> nodes = new ArrayList<>();

    @BeforeAll
    static void start() {
        database = new JpaOnPostgres();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    @AfterEach
    void close() {
        nodes.forEach(Node::close);
    }

    @Test
    void aCommitWakesTheProcessorsOfItsProcess() {
        Node node = node(CommitSignals.NONE, Node.NEVER);
        for (int i = 0; i < 20; i++) {
            node.publish("e" + i);
            awaitAll(node);
        }
    }

    @Test
    void aCommitWakesTheProcessorsOfOtherProcesses() {
        Node writer = node(Node.postgresSignals(database), Node.NEVER);
        Node reader = node(Node.postgresSignals(database), Node.NEVER);
        awaitListeners(2);
        for (int i = 0; i < 20; i++) {
            writer.publish("e" + i);
            awaitAll(reader);
        }
    }

    @Test
    void aUnitOfWorkInsideALargerTransactionWakesAfterThatOne() {
        Node writer = node(Node.postgresSignals(database), Node.NEVER);
        Node reader = node(Node.postgresSignals(database), Node.NEVER);
        awaitListeners(2);
        new TransactionTemplate(database.springTransactions()).executeWithoutResult(transaction -> {
            writer.publish("inside");
            assertThat(reader.handled).isEmpty();
        });
        awaitAll(writer);
        awaitAll(reader);
    }

    @Test
    void lostSignalsCostNoMoreThanThePollInterval() {
        Node writer = node(CommitSignals.NONE, Node.NEVER);
        Node reader = node(CommitSignals.NONE, Duration.ofMillis(100));
        for (int i = 0; i < 5; i++) {
            writer.publish("e" + i);
            awaitAll(reader);
        }
    }

    @Test
    void aListenerWhoseConnectionBreaksReconnectsAndMissesNothing() {
        Node writer = node(CommitSignals.NONE, Node.NEVER);
        Node reader = node(Node.postgresSignals(database), Node.NEVER);
        for (int i = 0; i < 3; i++) {
            List<Integer> listening = awaitListeners(1);
            // Not signalled to the reader: it reads when it listens again.
            writer.publish("e" + i);
            listening.forEach(pid -> database.sql()
                    .sql("SELECT pg_terminate_backend(:pid, 5000)")
                    .param("pid", pid)
                    .query(Boolean.class)
                    .single());
            awaitAll(reader);
        }
    }

    @Test
    void anOpenTransactionIsPassedAsSoonAsItEnds() throws Exception {
        Node node = node(CommitSignals.NONE, Node.NEVER);
        try (var slow = database.connect()) {
            slow.setAutoCommit(false);
            try (var statement = slow.createStatement()) {
                statement.execute("SELECT nextval('eventstore.domain_event_entry_seq')");
            }
            node.publish("behind");
            assertThat(node.handled).isEmpty();
            slow.rollback();
        }
        awaitAll(node);
    }

    @Test
    void manyEventsFromSeveralThreadsArriveCompletelyAndInOrderInEveryProcess() {
        Node first = node(Node.postgresSignals(database), Node.NEVER);
        Node second = node(Node.postgresSignals(database), Node.NEVER);
        awaitListeners(2);
        try (ExecutorService publishers = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 600)
                    .forEach(i -> publishers.execute(() -> (i % 2 == 0 ? first : second).publish("e" + i)));
        }
        awaitAll(first);
        awaitAll(second);
    }

    /** Streams are opened while events are published: a reader that starts to wait in between must still be woken. */
    @Test
    void noWakeUpIsLostWhileAProcessorStarts() throws Exception {
        for (int round = 0; round < 10; round++) {
            int number = round;
            try (ExecutorService publisher = Executors.newSingleThreadExecutor()) {
                Node starting = node(CommitSignals.NONE, Node.NEVER);
                publisher.submit(() -> starting.publish("e" + number)).get();
                awaitAll(starting);
            }
        }
    }

    @Test
    void afterTheDatabaseWasReplacedProcessorsResumeAtTheirStoredTokens() {
        Node node = node(CommitSignals.NONE, Node.NEVER);
        node.publish("before");
        awaitAll(node);
        for (int i = 0; i < 3; i++) {
            node.store.reset();
            node.publish("after " + i);
            awaitAll(node);
        }
        assertThat(node.store.appendedEvents()).isEqualTo(4);
    }

    @Test
    void anEventOfANestedUnitOfWorkIsSignalledOnce() {
        Node node = node(CommitSignals.NONE, Node.NEVER);
        AtomicInteger commits = new AtomicInteger();
        node.store.onCommit(isCached -> commits.incrementAndGet());
        new DefaultUnitOfWork<>(GenericMessage.asMessage("outer")).execute(() -> {
            new DefaultUnitOfWork<>(GenericMessage.asMessage("inner")).execute(() -> node.publish("nested"));
        });
        awaitAll(node);
        assertThat(commits).hasValue(1);
        assertThat(node.store.appendedEvents()).isEqualTo(1);
    }

    private Node node(CommitSignals signals, Duration poll) {
        Node node = new Node(database, signals, poll, new InMemoryTokenStore());
        nodes.add(node);
        return node;
    }

    private static void awaitAll(Node node) {
        List<String> stored = database.storedIdentifiers();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> node.handled.size() >= stored.size());
        assertThat(node.handled).isEqualTo(stored);
    }

    private static List<Integer> awaitListeners(int count) {
        return await().until(
                        () -> database.sql()
                                .sql(LISTENERS)
                                .query((row, number) -> row.getInt(1))
                                .list(),
                        listeners -> listeners.size() >= count);
    }
}
