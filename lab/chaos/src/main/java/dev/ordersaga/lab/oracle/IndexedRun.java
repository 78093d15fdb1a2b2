package dev.ordersaga.lab.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A run, indexed by order and stream. */
final class IndexedRun {

    private final StoredRun run;
    private final Map<String, List<StoredEvent>> streams;
    private final Map<String, FoldedOrder> orders;
    private final Map<String, ProviderBalance> balance = new HashMap<>();
    private final List<Violation> ledgerViolations = new ArrayList<>();
    private final Map<String, FinalOrder> finalOrders;

    IndexedRun(StoredRun run) {
        this.run = run;
        this.streams = run.events().stream()
                .sorted(Comparator.comparingLong(StoredEvent::index))
                .collect(Collectors.groupingBy(StoredEvent::aggregate, LinkedHashMap::new, Collectors.toList()));
        this.orders = new LinkedHashMap<>();
        streams.forEach((id, stream) -> {
            if (stream.stream().anyMatch(event -> event.type().equals("OrderPlaced"))) {
                orders.put(id, FoldedOrder.of(id, stream));
            }
        });
        this.finalOrders = run.finalOrders().stream().collect(Collectors.toMap(FinalOrder::order, o -> o, (a, b) -> b));
        run.ledger().stream().filter(ProviderLedgerEntry::succeeded).forEach(this::apply);
    }

    private void apply(ProviderLedgerEntry line) {
        String order = line.orderId();
        if (order == null) {
            return;
        }
        FoldedOrder known = orders.get(order);
        String wrong = balance.computeIfAbsent(order, id -> new ProviderBalance())
                .apply(line, known == null ? 0 : known.total());
        if (wrong != null) {
            ledgerViolations.add(new Violation(Promise.O5, order, "after ledger line " + line.n() + ": " + wrong));
        }
    }

    StoredRun run() {
        return run;
    }

    Map<String, List<StoredEvent>> streams() {
        return streams;
    }

    /** Placed orders by id. */
    Map<String, FoldedOrder> orders() {
        return orders;
    }

    /** Violations of O5 after a line of the ledger. */
    List<Violation> ledgerViolations() {
        return ledgerViolations;
    }

    /** Balances at the provider, by order. */
    Map<String, ProviderBalance> balances() {
        return balance;
    }

    ProviderBalance balance(String order) {
        return balance.getOrDefault(order, ProviderBalance.NONE);
    }

    Map<String, FinalOrder> finalOrders() {
        return finalOrders;
    }
}
