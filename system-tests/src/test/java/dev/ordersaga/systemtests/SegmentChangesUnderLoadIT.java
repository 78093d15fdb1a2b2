package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Operators split and merge the segments of all processors while a client places orders. */
class SegmentChangesUnderLoadIT {

    private static final List<String> PROCESSORS = List.of("order-payment-saga", "payment-execution", "order-status");

    /** Orders that the client places before it waits for the last one of them. */
    private static final int AHEAD = 20;

    private final AtomicBoolean isPlacing = new AtomicBoolean(true);
    private final AtomicInteger placed = new AtomicInteger();
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private CompletableFuture<Void> placing = CompletableFuture.completedFuture(null);
    private LocalSystem system;
    private OrderClient customer;
    private OperatorClient operator;
    private JdbcClient sql;

    @BeforeEach
    void start() {
        system = LocalSystem.start(
                "--event-processing.claims.timeout=2s",
                "--event-processing.segments.order-payment-saga=1",
                "--event-processing.segments.payment-execution=1",
                // Events wait during a change, which is not to refuse orders here.
                "--order-command.intake.enabled=false");
        customer = new OrderClient(system.url());
        operator = new OperatorClient(system.operatorsPort());
        sql = system.bean(JdbcClient.class);
    }

    @AfterEach
    void stop() {
        isPlacing.set(false);
        background.close();
        operator.close();
        customer.close();
        system.close();
    }

    @Test
    void everyOrderIsConfirmedOnceWhileSegmentsAreSplitAndMerged() {
        placing = CompletableFuture.runAsync(this::placeOrders, background);
        change("split", 0, 2);
        change("split", 1, 3);
        change("merge", 1, 2);
        change("merge", 0, 1);
        isPlacing.set(false);
        placing.join();

        long orders = placed.get();
        assertThat(orders).isGreaterThan(4 * AHEAD);
        await().atMost(Duration.ofSeconds(40)).until(() -> confirmed() == orders);
        assertThat(histories())
                .isEqualTo(Map.of(
                        "OrderPlaced PaymentRequested OrderConfirmed", orders,
                        "PaymentAttemptStarted PaymentCaptured", orders));
        StoredView view = new StoredView(sql, operator);
        assertThat(view.states()).isEqualTo(view.fold());
    }

    private void placeOrders() {
        while (isPlacing.get()) {
            String location = customer.place("pm_card_visa");
            if (placed.incrementAndGet() % AHEAD == 0) {
                customer.settled(location);
            }
        }
    }

    /** Changes that segment of each processor, and waits until all are claimed and orders that follow are confirmed. */
    private void change(String action, int segment, int segmentsAfter) {
        for (String processor : PROCESSORS) {
            String path = "/operations/processors/%s/segments/%s/%s".formatted(processor, segment, action);
            OperatorClient.json(operator.post(path, OrderClient.newKey(), "{\"reason\": \"a test\"}"));
        }
        int before = placed.get();
        await(action + " of segment " + segment)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    assertThat(placing).as("the client").isNotCompleted();
                    assertThat(PROCESSORS)
                            .as("segments with an owner")
                            .allSatisfy(
                                    name -> assertThat(claimedSegments(name)).isEqualTo(segmentsAfter));
                    assertThat(confirmed()).as("confirmed orders").isGreaterThan(before + AHEAD);
                });
    }

    private long claimedSegments(String processor) {
        JsonNode segments = operator.json("/operations/processors")
                .path("processors")
                .valueStream()
                .filter(found -> found.path("name").asString().equals(processor))
                .findFirst()
                .orElseThrow()
                .path("segments");
        return segments.valueStream()
                .filter(segment -> segment.path("owner").isString())
                .count();
    }

    private long confirmed() {
        return sql.sql("SELECT count(*) FROM orderstatus.order_status WHERE status = 'CONFIRMED'")
                .query(Long.class)
                .single();
    }

    /** How many aggregates have which events. */
    private Map<String, Long> histories() {
        return sql
                .sql("SELECT string_agg(substring(payload_type FROM '[^.]*$'), ' ' ORDER BY sequence_number)"
                        + " FROM eventstore.domain_event_entry GROUP BY aggregate_identifier")
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .collect(Collectors.groupingBy(history -> history, Collectors.counting()));
    }
}
