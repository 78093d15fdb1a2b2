package dev.ordersaga.eventstore.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two processes that read their own commits from memory and those of others from the database. For a long run:
 * {@code mvn -pl event-store verify -Dit.test=LocalCommitCacheIT -Dfuzz.transactions=2000}.
 */
class LocalCommitCacheIT {

    private static final Duration POLL = Duration.ofMillis(200);

    static Stream<Long> seeds() {
        return Stream.of(20261121L, Clock.systemUTC().millis());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachProcessHandlesExactlyTheCommittedEventsInIndexOrder(long seed) throws Exception {
        try (var database = new JpaOnPostgres();
                var one = new Node(database, Node.postgresSignals(database), POLL);
                var other = new Node(database, Node.postgresSignals(database), POLL)) {
            new CommitFuzz(database, seed).run(List.of(one, other));

            List<String> stored = database.storedIdentifiers();
            for (Node node : List.of(one, other)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> node.handled.size() >= stored.size());
                assertThat(node.handled).as("seed %s", seed).isEqualTo(stored);
            }
        }
    }
}
