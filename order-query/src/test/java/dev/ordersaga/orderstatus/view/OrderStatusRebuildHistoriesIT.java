package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.GBP;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.orderstatus.view.OrderQueryService.ADMINISTRATOR;
import static dev.ordersaga.orderstatus.view.OrderQueryService.EVENTS;
import static dev.ordersaga.orderstatus.view.OrderQueryService.JDBC;
import static dev.ordersaga.orderstatus.view.OrderQueryService.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventprocessing.rebuild.Rebuild;
import dev.ordersaga.eventprocessing.rebuild.Rebuilds;
import dev.ordersaga.orderstatus.persons.StoredPersons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever the histories of the orders, a rebuilt row equals, byte for byte, the one that grew event by event. */
class OrderStatusRebuildHistoriesIT {

    private static final int ORDERS = 3_000;
    private static final int BATCH = 500;
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Money PART = new Money(500, GBP);
    private static final String INCREMENTAL = "orderstatus.order_status_incremental";

    private final Random random = new Random(46);
    private final TransactionManager transactions = SERVICE.getBean(TransactionManager.class);

    /** The events of an order, and how many of them are stored. */
    private static final class History {

        private final OrderEvents order;
        private final OrderEvent[] events;
        private int stored;

        History(OrderEvents order, OrderEvent[] events) {
            this.order = order;
            this.events = events;
        }

        boolean isComplete() {
            return stored == events.length;
        }

        EventMessage<?> next() {
            int sequence = stored++;
            return new GenericDomainEventMessage<>(
                    "Order",
                    order.id().toString(),
                    sequence,
                    events[sequence],
                    MetaData.emptyInstance(),
                    IdentifierFactory.getInstance().generateIdentifier(),
                    order.placedAt().plusMillis(sequence * 1_001L));
        }
    }

    /** The session is terminated in the transaction that has copied the second range of indexes. */
    @Test
    void aRebuildThatWasKilledContinuesAndEqualsTheIncrementalView() throws Exception {
        List<History> histories =
                IntStream.range(0, ORDERS).mapToObj(this::history).toList();
        assertThat(typesOf(histories)).containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
        store(histories.subList(0, ORDERS - 200), 0.8);
        killsTheCopy();
        Rebuilds rebuilds = SERVICE.getBean(Rebuilds.class);
        assertThat(transactions.<Boolean>fetchInTransaction(() -> rebuilds.begin("order-status")))
                .isTrue();
        rebuilds.trigger();
        await().atMost(LONG).until(OrderStatusRebuildHistoriesIT::kills, kills -> kills > 0);
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(last().position()).isEqualTo(5_000));
        assertThat(last().state()).isEqualTo("RUNNING");
        assertThat(rowsOf("orderstatus.order_status_next")).isBetween(1L, (long) ORDERS);
        ADMINISTRATOR.sql("DROP TRIGGER kills ON eventprocessing.rebuild").update();

        rebuilds.trigger();
        store(histories, 1);
        await().atMost(LONG).until(() -> last().finishedAt() != null);
        assertThat(last().state()).as(last().error()).isEqualTo("DONE");
        await().atMost(LONG).untilAsserted(() -> assertThat(missingEvents()).isZero());
        assertThat(unlikeTheIncrementalView()).isZero();
    }

    /** Of each kind of history, as many events as are stored after a random part of them. */
    private History history(int number) {
        OrderEvents order = OrderEvents.anOrder()
                .placedBy("customer " + number % 17)
                .placedAt(OrderEvents.anOrder().placedAt().plusMillis(number));
        OrderEvent[][] kinds = {paid(order), retried(order), shippedLater(order), cancelled(order), disputed(order)};
        OrderEvent[] kind = kinds[number % kinds.length];
        int length = number < ORDERS / 2 ? kind.length : 1 + random.nextInt(kind.length);
        return new History(order, Arrays.copyOf(kind, length));
    }

    private static OrderEvent[] paid(OrderEvents order) {
        return new OrderEvent[] {
            order.placed(),
            order.paymentRequested(),
            order.confirmed(),
            order.shipped(),
            order.refundRequested(1, PART),
            order.refundSucceeded(1, PART),
            order.refundRequested(2, PART),
            order.refundFailed(2, PART)
        };
    }

    private static OrderEvent[] retried(OrderEvents order) {
        return new OrderEvent[] {
            order.placed(),
            order.paymentRequested(),
            order.actionRequested(),
            order.delayed(false),
            order.checkRequested(1),
            order.attemptDeclined(),
            order.methodChosen(),
            order.paymentRequested(2),
            order.rejectedByDecline(2)
        };
    }

    private static OrderEvent[] shippedLater(OrderEvents onConfirmation) {
        OrderEvents order = onConfirmation.capturedOnShipment();
        return new OrderEvent[] {
            order.placed(),
            order.paymentRequested(),
            order.confirmedUncaptured(),
            order.authorizationExpired(true),
            order.confirmedUncaptured(),
            order.shipped(),
            order.captureRequested(),
            order.captureFailed(),
            order.captureRequested(),
            order.captureSucceeded()
        };
    }

    private static OrderEvent[] cancelled(OrderEvents order) {
        return new OrderEvent[] {
            order.placed(),
            order.paymentRequested(),
            order.confirmed(),
            order.cancelled(true, "too late – «Ñ» \t\\"),
            order.releaseRequested(),
            order.releaseFailed(),
            order.releaseRequested(),
            order.released(TOTAL)
        };
    }

    private static OrderEvent[] disputed(OrderEvents order) {
        return new OrderEvent[] {
            order.placed(),
            order.paymentRequested(),
            order.confirmed(),
            order.disputeOpened(PART),
            order.disputeClosed(PART, DisputeOutcome.LOST),
            order.rejected(RejectionReason.PAYMENT_TIMED_OUT)
        };
    }

    private static Set<Class<?>> typesOf(List<History> histories) {
        return histories.stream()
                .flatMap(history -> Arrays.stream(history.events))
                .map(Object::getClass)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Stores the events of all orders, in a random order that keeps each order's own, up to a part of them all. */
    private void store(List<History> histories, double part) {
        List<History> open = new ArrayList<>();
        histories.forEach(history -> {
            for (int i = history.stored; i < history.events.length; i++) {
                open.add(history);
            }
        });
        Collections.shuffle(open, random);
        List<EventMessage<?>> batch = new ArrayList<>();
        for (History history : open.subList(0, (int) (open.size() * part))) {
            batch.add(history.next());
            if (batch.size() == BATCH) {
                EVENTS.publish(batch);
                batch = new ArrayList<>();
            }
        }
        EVENTS.publish(batch);
    }

    private static void killsTheCopy() {
        ADMINISTRATOR.sql("CREATE SEQUENCE eventstore.kills").update();
        ADMINISTRATOR
                .sql(
                        "CREATE FUNCTION eventstore.kill() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN PERFORM"
                                + " nextval('eventstore.kills'); PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$")
                .update();
        ADMINISTRATOR
                .sql(
                        "CREATE TRIGGER kills BEFORE UPDATE ON eventprocessing.rebuild FOR EACH ROW WHEN (NEW.position > 5000)"
                                + " EXECUTE FUNCTION eventstore.kill()")
                .update();
    }

    private static long kills() {
        return ADMINISTRATOR
                .sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM eventstore.kills")
                .query(Long.class)
                .single();
    }

    private static Rebuild last() {
        return SERVICE.getBean(Rebuilds.class).list().getFirst();
    }

    private static long rowsOf(String table) {
        return JDBC.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private static long missingEvents() {
        return JDBC.sql("SELECT (SELECT count(*) FROM eventstore.domain_event_entry WHERE type = 'Order')"
                        + " - (SELECT sum(version + 1) FROM orderstatus.order_status)")
                .query(Long.class)
                .single();
    }

    /** Rows that differ from those of a table to which all events were applied in small batches. */
    private long unlikeTheIncrementalView() throws InterruptedException {
        JDBC.sql("CREATE TABLE " + INCREMENTAL + " (LIKE orderstatus.order_status INCLUDING ALL)")
                .update();
        OrderStatusRows rows = new OrderStatusRows(
                SERVICE.getBean(JdbcTemplate.class),
                INCREMENTAL,
                SERVICE.getBean(OrderStatusDocument.class),
                SERVICE.getBean(StoredPersons.class));
        OrderStream stream = SERVICE.getBean(OrderStream.class);
        try (BlockingStream<TrackedEventMessage<?>> events = EVENTS.openStream(null)) {
            while (events.hasNextAvailable(200, TimeUnit.MILLISECONDS)) {
                OrderStatusBatch batch = new OrderStatusBatch(rows, stream);
                for (int i = 0; i < BATCH && events.hasNextAvailable(); i++) {
                    TrackedEventMessage<?> event = events.nextAvailable();
                    if (event instanceof DomainEventMessage<?> message
                            && event.getPayload() instanceof OrderEvent payload) {
                        batch.add(payload, message.getSequenceNumber(), event.getTimestamp());
                    }
                }
                transactions.executeInTransaction(batch::save);
            }
        }
        assertThat(rowsOf(INCREMENTAL)).isGreaterThanOrEqualTo(ORDERS);
        return JDBC.sql("SELECT count(*) FROM orderstatus.order_status a FULL JOIN " + INCREMENTAL
                        + " b USING (order_id) WHERE a::text IS DISTINCT FROM b::text")
                .query(Long.class)
                .single();
    }
}
