package dev.ordersaga.lab.oracle;

import dev.ordersaga.lab.oracle.ClientOperation.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small correct run: {@code paid} is confirmed, {@code declined} rejected, {@code cancelled} cancelled
 * after its charge, {@code back} confirmed and partly refunded. Each order costs 1530.
 */
final class SampleRun {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant PAID = Instant.parse("2026-11-29T10:00:00Z");

    final List<ClientOperation> history = new ArrayList<>();
    final List<ProviderLedgerEntry> ledger = new ArrayList<>();
    final List<StoredEvent> events = new ArrayList<>();
    final List<FinalOrder> finalOrders = new ArrayList<>();
    final List<LeftoverRow> leftovers = new ArrayList<>();
    final Set<String> poisoned = new HashSet<>();
    final Set<String> cases = new HashSet<>();

    static SampleRun successful() {
        SampleRun run = new SampleRun();
        for (String order : List.of("paid", "declined", "cancelled", "back")) {
            run.place(order);
        }
        run.charge("paid");
        run.charge("cancelled");
        run.charge("back");
        run.event("declined", "OrderRejected", "");
        run.event("cancelled", "OrderCancelled", "");
        run.event("cancelled", "PaymentReleased", ",'captured':'15.30 GBP','refunded':'15.30 GBP'");
        run.ledger("refund", "re_cancelled", "cancelled/refund", "cancelled", 1530);
        run.event("back", "RefundRequested", ",'refund':1,'amount':'5.00 GBP'");
        run.event("back", "RefundSucceeded", ",'refund':1,'amount':'5.00 GBP'");
        run.ledger("refund", "re_back", "back/refund/1", "back", 500);
        run.addFinalOrder("paid", "CONFIRMED", 2, 1530, 0, "CAPTURED");
        run.addFinalOrder("declined", "REJECTED", 2, 0, 0, "DECLINED");
        run.addFinalOrder("cancelled", "CANCELLED", 4, 1530, 1530, "REFUNDED");
        run.addFinalOrder("back", "CONFIRMED", 4, 1530, 500, "PARTIALLY_REFUNDED");
        return run;
    }

    StoredRun stored() {
        return new StoredRun(history, ledger, events, finalOrders, leftovers, poisoned, cases);
    }

    List<Promise> brokenPromises() {
        return Oracle.judge(stored()).stream()
                .map(Violation::promise)
                .distinct()
                .toList();
    }

    private void place(String order) {
        respond("place", order, "key of " + order, order);
        poll(order, 200, 0L);
        event(order, "OrderPlaced", ",'customerId':'" + order + "','total':'15.30 GBP'");
        event(order, "PaymentRequested", "");
        payment(order, "PaymentAttemptStarted");
        payment(order, order.equals("declined") ? "PaymentDeclined" : "PaymentCaptured");
    }

    private void charge(String order) {
        ledger("auth", "pi_" + order, order + "/authorize/1", order, 1530);
        ledger("capture", "pi_" + order, order + "/authorize/1", order, 1530);
        event(order, "OrderConfirmed", ",'captured':'15.30 GBP'");
    }

    void respond(String operation, String customer, String key, @Nullable String order) {
        history.add(new ClientOperation(
                "client of " + customer, operation, customer, key, 1, 2, Outcome.OK, 202, order, null));
    }

    void poll(String order, int status, @Nullable Long version) {
        Outcome outcome = status == 200 ? Outcome.OK : Outcome.REJECTED;
        history.add(
                new ClientOperation("client of " + order, "poll", order, null, 3, 4, outcome, status, order, version));
    }

    /** @param key null if it was made by hand */
    void ledger(String op, String psp, @Nullable String key, String order, long amount) {
        ledger.add(new ProviderLedgerEntry(ledger.size() + 1L, PAID, op, psp, key, order, amount, "ok"));
    }

    void event(String order, String type, String fields) {
        store(order, order, type, fields);
    }

    void payment(String order, String type) {
        store("payment of " + order, order, type, "");
    }

    private void store(String stream, String order, String type, String fields) {
        long sequence = events.stream()
                .filter(event -> event.aggregate().equals(stream))
                .count();
        String payload = "{'orderId':'" + order + "'" + fields + "}";
        events.add(new StoredEvent(
                events.size() + 1L,
                "event " + (events.size() + 1),
                stream,
                sequence,
                type,
                JSON.readTree(payload.replace('\'', '"'))));
    }

    private void addFinalOrder(
            String order, String status, long version, long captured, long refunded, String payment) {
        finalOrders.add(new FinalOrder(order, status, version, false, captured, refunded, payment, version));
    }

    /** Changes the final state of an order. */
    void replaceFinalOrder(String order, UnaryOperator<FinalOrder> change) {
        finalOrders.replaceAll(one -> one.order().equals(order) ? change.apply(one) : one);
    }

    /** Removes an event. */
    void remove(String order, String type) {
        events.removeIf(event -> event.aggregate().equals(order) && event.type().equals(type));
    }
}
