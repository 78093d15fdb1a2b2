package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.FinalOrderView;
import dev.ordersaga.lab.oracle.Leftover;
import dev.ordersaga.lab.oracle.Reconciliation;
import dev.ordersaga.lab.oracle.StoredRun;
import dev.ordersaga.lab.system.Database;
import dev.ordersaga.lab.system.Operator;
import dev.ordersaga.lab.system.Pause;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** After the storm: everything is healed, what was left open is asked for once more, and all that is there is written down. */
final class Recovery {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_REBUILD = Duration.ofMinutes(5);

    /**
     * Rows that must be gone when their orders are settled. Housekeeping repeats itself for ever, and a look at a reservation
     * that expires in days is no call that is due.
     */
    private static final Map<String, String> LEFTOVERS = Map.of(
            "saga",
            "SELECT association_value FROM ordercommand.association_value_entry WHERE association_key = 'orderId'",
            "deadline",
            "SELECT task_instance FROM ordercommand.scheduled_tasks WHERE task_name = 'AxonDeadline'"
                    + " AND task_instance <> 'recurring'",
            "call",
            "SELECT split_part(task_instance, '/', 1) FROM paymenthandler.scheduled_tasks WHERE task_name = 'provider-call'"
                    + " AND (execution_time < now() + interval '1 hour' OR consecutive_failures > 0)",
            "quarantine",
            "SELECT sequence FROM eventprocessing.dead_letter_sequence");

    private final int databasePort;
    private final Path ledger;
    private final List<SimulatedClient> shoppers;
    private final Path folder;

    /** @param folder where it is written down */
    Recovery(int databasePort, Path ledger, List<SimulatedClient> shoppers, Path folder) {
        this.databasePort = databasePort;
        this.ledger = ledger;
        this.shoppers = shoppers;
        this.folder = folder;
    }

    /** Asks again for what nobody knows the end of. */
    void askAgain() throws IOException, InterruptedException {
        for (SimulatedClient shopper : shoppers) {
            shopper.place(8);
        }
    }

    /** Waits until no order moves, but not longer than {@code longest}; returns whether it came to that. */
    boolean settle(Duration longest) throws IOException, InterruptedException, SQLException {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < end) {
            if (orders().stream().noneMatch(FinalOrderView::moving)) {
                return true;
            }
            Pause.of(1_000);
        }
        return false;
    }

    /**
     * Writes the run down, except for the history, which is there already. Orders are written as they are shown, and once
     * more as they are shown by a view that was built anew.
     *
     * @param operationsUrl of the service that shows orders
     */
    void store(String operationsUrl) throws IOException, InterruptedException, SQLException {
        List<FinalOrderView> shown = new ArrayList<>(orders());
        try (Operator operator = new Operator()) {
            String state = operator.rebuildStatusView(operationsUrl, "aftermath", LONGEST_REBUILD);
            if (!state.equals("DONE")) {
                throw new IllegalStateException("the last rebuild of the view is " + state);
            }
        }
        shown.addAll(orders());
        StoredRun.write(StoredRun.Part.SHOWN, folder, shown);
        StoredRun.write(StoredRun.Part.EVENTS, folder, Reconciliation.events(databasePort));
        StoredRun.write(StoredRun.Part.LEFTOVERS, folder, leftovers());
        StoredRun.write(StoredRun.Part.POISONED, folder, List.of());
        StoredRun.write(StoredRun.Part.LEDGER, folder, Reconciliation.ledger(ledger));
    }

    private List<FinalOrderView> orders() throws IOException, InterruptedException, SQLException {
        Map<String, Long> rows = new HashMap<>();
        query(
                "SELECT order_id::text, version FROM orderstatus.order_status",
                row -> rows.put(row.getString(1), row.getLong(2)));
        List<FinalOrderView> shown = new ArrayList<>();
        for (SimulatedClient shopper : shoppers) {
            String order = shopper.order();
            HttpResponse<String> answer = order == null ? null : shopper.poll();
            if (order != null && answer != null && answer.statusCode() == 200) {
                boolean moving = answer.headers().firstValue("Retry-After").isPresent();
                shown.add(shown(JSON.readTree(answer.body()), order, moving, rows.getOrDefault(order, -1L)));
            }
        }
        return shown;
    }

    private static FinalOrderView shown(JsonNode view, String order, boolean moving, long row) {
        JsonNode payment = view.path("payment");
        return new FinalOrderView(
                order,
                view.path("status").asString(""),
                view.path("version").asLong(-1),
                moving,
                minor(payment.path("capturedTotal")),
                minor(payment.path("refundedTotal")),
                payment.path("status").asString(""),
                row);
    }

    private static long minor(JsonNode pounds) {
        return new BigDecimal(pounds.asString("0")).movePointRight(2).longValueExact();
    }

    private List<Leftover> leftovers() throws SQLException {
        List<Leftover> found = new ArrayList<>();
        for (var kind : LEFTOVERS.entrySet()) {
            query(kind.getValue(), row -> found.add(new Leftover(kind.getKey(), row.getString(1))));
        }
        return found;
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row each) throws SQLException {
        try (Connection connection = Database.connect(databasePort);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.take(rows);
            }
        }
    }
}
