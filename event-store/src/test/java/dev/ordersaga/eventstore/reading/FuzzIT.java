package dev.ordersaga.eventstore.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many writers with pauses, rollbacks and long transactions; trackers that restart. For a long run:
 * {@code mvn -pl event-store verify -Dit.test=FuzzIT -Dfuzz.events=1000000 -Dfuzz.seed=7}.
 */
class FuzzIT {

    static Stream<Long> seeds() {
        String seed = System.getProperty("fuzz.seed");
        return seed == null ? Stream.of(20261120L, Clock.systemUTC().millis()) : Stream.of(Long.valueOf(seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachTrackersLogIsTheTableInIndexOrder(long seed) throws Exception {
        try (JpaOnPostgres database = new JpaOnPostgres()) {
            Fuzz fuzz = new Fuzz(database, seed, Integer.getInteger("fuzz.events", 2_500));
            List<Tracker> trackers = fuzz.run(
                    () -> ExactEngines.of(database, new ExactReading(database.dataSource(), Clock.systemUTC())));
            List<String> stored = database.storedIdentifiers();
            assertThat(trackers)
                    .as("seed %s", seed)
                    .hasSize(Fuzz.TRACKERS)
                    .allSatisfy(tracker -> assertThat(tracker.log()).isEqualTo(stored));
        }
    }

    /**
     * The test can detect lost events: stock Axon, with writers whose clocks are behind, loses some. Whether it does in one
     * run depends on when the trackers read, so runs are repeated, up to a bound.
     */
    @Test
    void redControlStockAxonLosesEvents() throws Exception {
        try (JpaOnPostgres database = new JpaOnPostgres()) {
            boolean lost = false;
            for (int run = 0; run < 30 && !lost; run++) {
                database.clear();
                List<Tracker> trackers = new Fuzz(database, 20261120L + run, 200)
                        .run(() -> database.engine().build());
                List<String> stored = database.storedIdentifiers();
                lost = trackers.stream().anyMatch(tracker -> !tracker.log().containsAll(stored));
            }
            assertThat(lost).isTrue();
        }
    }
}
