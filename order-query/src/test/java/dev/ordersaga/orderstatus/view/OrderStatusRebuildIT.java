package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.orderstatus.view.OrderQueryService.ADMINISTRATOR;
import static dev.ordersaga.orderstatus.view.OrderQueryService.JDBC;
import static dev.ordersaga.orderstatus.view.OrderQueryService.SERVICE;
import static dev.ordersaga.orderstatus.view.OrderQueryService.awaitRow;
import static dev.ordersaga.orderstatus.view.OrderQueryService.publish;
import static dev.ordersaga.orderstatus.view.OrderQueryService.rowVersion;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.statusAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventprocessing.rebuild.Rebuild;
import dev.ordersaga.eventprocessing.rebuild.Rebuilds;
import dev.ordersaga.orderstatus.persons.Viewer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.Test;

/** Zero-downtime rebuild of the read model while orders are placed and read. */
class OrderStatusRebuildIT {

    private static final int ORDERS = 300;

    @Test
    void readersNeverMissRowsAndTheNewViewIsTheFold() throws Exception {
        List<OrderEvents> orders = new ArrayList<>(
                IntStream.range(0, ORDERS).mapToObj(i -> place()).toList());
        orders.forEach(order -> awaitRow(order, 1));
        OrderEvents corrupted = orders.getFirst();
        JDBC.sql("UPDATE orderstatus.order_status SET customer_id = 'wrong', document = 'corrupt' WHERE order_id = ?")
                .param(corrupted.id())
                .update();
        List<String> indexes = indexes();

        AtomicBoolean done = new AtomicBoolean();
        AtomicLong fewest = new AtomicLong(Long.MAX_VALUE);
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                fewest.accumulateAndGet(rowsNow(), Math::min);
            }
        });
        rebuild();
        for (int i = 0; i < 50; i++) {
            orders.add(place());
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> last().finishedAt() != null);
        done.set(true);
        reader.join();

        assertThat(last().state()).as(last().error()).isEqualTo("DONE");
        assertThat(fewest.get()).as("rows that a reader saw").isGreaterThanOrEqualTo(ORDERS);
        assertRowsAreTheFold(orders);
        assertThat(indexes()).isEqualTo(indexes).hasSizeGreaterThan(7);
        assertRebuildsAgain();
    }

    /** SQL state 57P01: the session was terminated by the administrator. */
    @Test
    void anOutageIsRetriedAndAnErrorFailsTheRebuild() {
        OrderEvents order = place();
        awaitRow(order, 1);
        failsWith("57P01");
        rebuild();
        await().atMost(Duration.ofSeconds(40)).until(() -> failedAttempts() > 0);
        assertThat(last().state()).as("another process resumes it").isEqualTo("RUNNING");
        aResumedRebuildBlocksNoOtherCaller();
        ADMINISTRATOR.sql("DROP TRIGGER fails ON eventprocessing.rebuild").update();
        SERVICE.getBean(Rebuilds.class).trigger();
        await().atMost(Duration.ofSeconds(40)).until(() -> last().finishedAt() != null);
        assertThat(last().state()).isEqualTo("DONE");

        failsWith("P0001");
        rebuild();
        await().atMost(Duration.ofSeconds(40)).until(() -> last().finishedAt() != null);
        assertThat(last().state()).isEqualTo("FAILED");
        assertThat(last().error()).contains("on purpose");
        ADMINISTRATOR.sql("DROP TRIGGER fails ON eventprocessing.rebuild").update();
        assertThat(rowVersion(order)).as("the old view is kept").containsExactly(1L);
        assertRebuildsAgain();
    }

    /** A vacuum or a long query takes such a lock. */
    @Test
    void aLockOnTheOldViewBlocksNoReader() throws SQLException {
        OrderEvents order = place();
        awaitRow(order, 1);
        try (Connection holder = SERVICE.getBean(DataSource.class).getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE orderstatus.order_status IN ACCESS SHARE MODE");
            rebuild();
            await().atMost(Duration.ofSeconds(40)).until(() -> last().position() >= last().target());
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> OrderQueryService.get("/orders/" + order.id()).statusCode() == 200);
            assertThat(last().state()).isEqualTo("RUNNING");
            holder.rollback();
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> last().finishedAt() != null);
        assertThat(last().state()).isEqualTo("DONE");
    }

    private static void aResumedRebuildBlocksNoOtherCaller() {
        TransactionManager transactions = SERVICE.getBean(TransactionManager.class);
        Rebuilds rebuilds = SERVICE.getBean(Rebuilds.class);
        transactions.executeInTransaction(() -> {
            JDBC.sql("SELECT FROM eventprocessing.rebuild FOR UPDATE").query().listOfRows();
            assertThat(CompletableFuture.supplyAsync(
                            () -> transactions.<Boolean>fetchInTransaction(() -> rebuilds.begin("order-status"))))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isEqualTo(false);
        });
    }

    /** Makes every step of a rebuild fail, and counts the attempts: a sequence is not rolled back. */
    private static void failsWith(String sqlState) {
        ADMINISTRATOR.sql("CREATE SEQUENCE IF NOT EXISTS eventstore.attempts").update();
        ADMINISTRATOR
                .sql(
                        "CREATE OR REPLACE FUNCTION eventstore.fails() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN PERFORM"
                                + " nextval('eventstore.attempts'); RAISE EXCEPTION USING ERRCODE = '" + sqlState
                                + "', MESSAGE = 'on purpose'; END $$")
                .update();
        ADMINISTRATOR
                .sql(
                        "CREATE TRIGGER fails BEFORE UPDATE ON eventprocessing.rebuild FOR EACH ROW WHEN (NEW.position > 0)"
                                + " EXECUTE FUNCTION eventstore.fails()")
                .update();
    }

    private static long failedAttempts() {
        return ADMINISTRATOR
                .sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM eventstore.attempts")
                .query(Long.class)
                .single();
    }

    private static void assertRowsAreTheFold(List<OrderEvents> orders) {
        orders.forEach(order -> awaitRow(order, 1));
        OrderStatusRows rows = SERVICE.getBean("orderStatusRows", OrderStatusRows.class);
        for (OrderEvents order : orders) {
            assertThat(rows.find(order.id(), Viewer.UNLIMITED).status())
                    .isEqualTo(statusAfter(order, order.placed(), order.paymentRequested()));
        }
    }

    /** Tables and indexes have their original names, so that a second rebuild works too. */
    private static void assertRebuildsAgain() {
        List<String> indexes = indexes();
        rebuild();
        await().atMost(Duration.ofSeconds(40)).until(() -> last().finishedAt() != null);
        assertThat(last().state()).as(last().error()).isEqualTo("DONE");
        assertThat(indexes()).isEqualTo(indexes);
    }

    private static OrderEvents place() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested());
        return order;
    }

    private static void rebuild() {
        Rebuilds rebuilds = SERVICE.getBean(Rebuilds.class);
        TransactionManager transactions = SERVICE.getBean(TransactionManager.class);
        assertThat(transactions.<Boolean>fetchInTransaction(() -> rebuilds.begin("order-status")))
                .isTrue();
        rebuilds.trigger();
    }

    private static Rebuild last() {
        return SERVICE.getBean(Rebuilds.class).list().getFirst();
    }

    private static long rowsNow() {
        return JDBC.sql("SELECT count(*) FROM orderstatus.order_status")
                .query(Long.class)
                .single();
    }

    /** With names and definitions, as the migrations made them; and the constraints. */
    private static List<String> indexes() {
        return JDBC.sql(
                        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'orderstatus' AND tablename = 'order_status'"
                                + " UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                                + " WHERE conrelid = 'orderstatus.order_status'::regclass ORDER BY 1")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
