package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database statements and writing transactions of one order, from the request to its row in the read model, without
 * other load and so without batching, and the size of its events. A change that needs more must raise the budget here.
 */
class StatementBudgetIT {

    /** Includes BEGIN but not COMMIT, as pg_stat_statements counts. */
    private static final double STATEMENTS = 39;

    /** Transactions that wrote something. */
    private static final double WRITING_TRANSACTIONS = 14.5;

    /** Rows of the events without indexes. */
    private static final double EVENT_BYTES = 2_900;

    private static final int ORDERS = 60;
    private static final String BODY = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa",
             "lines":[{"sku":"85123A","quantity":6,"unitPrice":"2.55"}]}""";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static LocalSystem system;
    private static JdbcClient sql;
    private static String orders;

    @BeforeAll
    static void start() {
        system = LocalSystem.start();
        orders = system.url() + "/orders/";
        sql = system.bean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void anOrderStaysWithinItsBudget() throws Exception {
        confirm(10);
        double bytesBefore = eventBytes();
        double walBefore = walBytes();
        sql.sql("SELECT pg_stat_statements_reset()").query((row, number) -> "").list();
        long transactionsBefore = writingTransactions();
        confirm(ORDERS);
        double statements = sql.sql("SELECT sum(calls) FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat%'")
                        .query(Double.class)
                        .single()
                / ORDERS;
        double transactions = (writingTransactions() - transactionsBefore) / (double) ORDERS;
        double bytes = (eventBytes() - bytesBefore) / ORDERS;
        double wal = (walBytes() - walBefore) / ORDERS;
        System.out.printf(
                "An order costs %.1f statements, %.1f writing transactions, %.0f bytes of events and %.0f of WAL%n",
                statements, transactions, bytes, wal);
        assertThat(statements).as("statements per order").isLessThan(STATEMENTS);
        assertThat(transactions).as("writing transactions per order").isLessThan(WRITING_TRANSACTIONS);
        assertThat(bytes).as("bytes of the events of an order").isLessThan(EVENT_BYTES);
    }

    private static void confirm(int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            HttpRequest request = HttpRequest.newBuilder(URI.create(orders + id))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(BODY))
                    .build();
            assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(202);
            await().pollInterval(Duration.ofMillis(5)).until(() -> isConfirmed(id));
        }
    }

    /** Reads the table directly: polling is not part of the budget. */
    private static boolean isConfirmed(UUID id) {
        return sql.sql(
                                "SELECT count(*) /* pg_stat */ FROM orderstatus.order_status WHERE order_id = ? AND status = 'CONFIRMED'")
                        .param(id)
                        .query(Long.class)
                        .single()
                == 1;
    }

    private static double eventBytes() {
        return sql.sql("SELECT sum(pg_column_size(e)) /* pg_stat */ FROM eventstore.domain_event_entry e")
                .query(Double.class)
                .single();
    }

    /** Includes images of pages that are written for the first time after a checkpoint. */
    private static double walBytes() {
        return sql.sql("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn /* pg_stat */")
                .query(Double.class)
                .single();
    }

    private static long writingTransactions() {
        return sql.sql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint /* pg_stat */")
                .query(Long.class)
                .single();
    }
}
