package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.FinalOrder;
import dev.ordersaga.lab.oracle.LedgerReconciliation;
import dev.ordersaga.lab.oracle.LeftoverRow;
import dev.ordersaga.lab.oracle.StoredEvent;
import dev.ordersaga.lab.oracle.StoredRun;
import dev.ordersaga.lab.system.DatabaseSession;
import dev.ordersaga.lab.system.OperatorClient;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** After a run: repeats requests with unknown outcome, waits until all orders are settled, and stores the final state. */
final class Recovery {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration REBUILD_TIMEOUT = Duration.ofMinutes(5);

    /**
     * Rows that must be gone when their orders are settled. Not included: recurring tasks, and the check of an authorization
     * that expires in days, which is no due call.
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

    private final SystemUnderTest system;
    private final List<SimulatedClient> clients;
    private final Path folder;

    /** @param folder that the final state is stored in */
    Recovery(SystemUnderTest system, List<SimulatedClient> clients, Path folder) {
        this.system = system;
        this.clients = clients;
        this.folder = folder;
    }

    /** Repeats the placing of every order, under its key. */
    void repeatUnknown() throws IOException, InterruptedException {
        for (SimulatedClient client : clients) {
            client.place(8);
        }
    }

    /** Waits until no order is in progress, at most {@code timeout}; returns whether that was reached. */
    boolean settle(Duration timeout) throws IOException, InterruptedException, SQLException {
        long end = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < end) {
            if (orders().stream().noneMatch(FinalOrder::inProgress)) {
                return true;
            }
            Pause.of(1_000);
        }
        return false;
    }

    /** Lets the system compare its records with the provider's, so that changes by hand become cases. */
    void compare() throws IOException, InterruptedException {
        try (OperatorClient operator = new OperatorClient()) {
            String url = system.paymentService().operationsUrl() + "/comparisons";
            int status = operator.post(url, "recovery-comparison", "{\"reason\": \"recovery\"}")
                    .statusCode();
            if (status >= 300) {
                throw new IllegalStateException("the comparison with the provider got " + status);
            }
        }
    }

    /** Stores the run except for the history. Orders are stored as shown before and after a rebuild of the status view. */
    void store() throws IOException, InterruptedException, SQLException {
        List<FinalOrder> orders = new ArrayList<>(orders());
        try (OperatorClient operator = new OperatorClient()) {
            String state =
                    operator.rebuildStatusView(system.queryService().operationsUrl(), "recovery", REBUILD_TIMEOUT);
            if (!state.equals("DONE")) {
                throw new IllegalStateException("the last rebuild of the view is " + state);
            }
        }
        orders.addAll(orders());
        StoredRun.write(StoredRun.Part.ORDERS, folder, orders);
        StoredRun.write(StoredRun.Part.EVENTS, folder, events());
        StoredRun.write(StoredRun.Part.LEFTOVERS, folder, leftovers());
        StoredRun.write(StoredRun.Part.POISONED, folder, List.of());
        StoredRun.write(StoredRun.Part.CASES, folder, List.copyOf(openCases()));
        StoredRun.write(
                StoredRun.Part.LEDGER,
                folder,
                LedgerReconciliation.ledger(system.simulator().ledger()));
    }

    /** The stored events, with the customers of orders in the clear: stored, they are encrypted. */
    private List<StoredEvent> events() throws IOException, InterruptedException, SQLException {
        List<StoredEvent> events = new ArrayList<>();
        for (StoredEvent event : LedgerReconciliation.events(system.databasePort())) {
            if (event.payload() instanceof ObjectNode placed && placed.has("customerId") && !clients.isEmpty()) {
                placed.put("customerId", clients.getFirst().customerOf(event.aggregate()));
            }
            events.add(event);
        }
        return events;
    }

    private List<FinalOrder> orders() throws IOException, InterruptedException, SQLException {
        Map<String, Long> rows = new HashMap<>();
        try (DatabaseSession database = new DatabaseSession(system.databasePort())) {
            database.query(
                    "SELECT order_id::text, version FROM orderstatus.order_status",
                    row -> rows.put(row.getString(1), row.getLong(2)));
        }
        List<FinalOrder> orders = new ArrayList<>();
        for (SimulatedClient client : clients) {
            String order = client.order();
            HttpResponse<String> response = order == null ? null : client.poll();
            if (order != null && response != null && response.statusCode() == 200) {
                boolean inProgress =
                        response.headers().firstValue("Retry-After").isPresent();
                orders.add(order(JSON.readTree(response.body()), order, inProgress, rows.getOrDefault(order, -1L)));
            }
        }
        return orders;
    }

    private static FinalOrder order(JsonNode view, String order, boolean inProgress, long rowVersion) {
        JsonNode payment = view.path("payment");
        return new FinalOrder(
                order,
                view.path("status").asString(""),
                view.path("version").asLong(-1),
                inProgress,
                minor(payment.path("capturedTotal")),
                minor(payment.path("refundedTotal")),
                payment.path("status").asString(""),
                rowVersion);
    }

    private static long minor(JsonNode pounds) {
        return new BigDecimal(pounds.asString("0")).movePointRight(2).longValueExact();
    }

    /** Orders that have an open case, by any service. */
    private Set<String> openCases() throws IOException, InterruptedException {
        Set<String> cases = new TreeSet<>();
        try (OperatorClient operator = new OperatorClient()) {
            for (ServiceProcess service : system.services()) {
                cases.addAll(operator.openCases(service.operationsUrl()));
            }
        }
        return cases;
    }

    private List<LeftoverRow> leftovers() throws SQLException {
        List<LeftoverRow> found = new ArrayList<>();
        try (DatabaseSession database = new DatabaseSession(system.databasePort())) {
            for (var kind : LEFTOVERS.entrySet()) {
                found.addAll(database.query(kind.getValue(), row -> new LeftoverRow(kind.getKey(), row.getString(1))));
            }
        }
        return found;
    }
}
