package dev.ordersaga.lab.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A run, arranged by what it is about. */
final class IndexedRun {

    private final StoredRun run;
    private final Map<String, List<StoredEvent>> streams;
    private final Map<String, FoldedOrder> orders;
    private final Map<String, ProviderMoney> money = new HashMap<>();
    private final List<Violation> moneyOnTheWay = new ArrayList<>();
    private final Map<String, FinalOrderView> shown;

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
        this.shown = run.shown().stream().collect(Collectors.toMap(FinalOrderView::order, o -> o, (a, b) -> b));
        run.ledger().stream().filter(ProviderLedgerEntry::happened).forEach(this::book);
    }

    private void book(ProviderLedgerEntry line) {
        String order = line.orderId();
        if (order == null) {
            return;
        }
        FoldedOrder known = orders.get(order);
        String wrong =
                money.computeIfAbsent(order, id -> new ProviderMoney()).take(line, known == null ? 0 : known.total());
        if (wrong != null) {
            moneyOnTheWay.add(new Violation(Promise.O5, order, "after ledger line " + line.n() + ": " + wrong));
        }
    }

    StoredRun run() {
        return run;
    }

    Map<String, List<StoredEvent>> streams() {
        return streams;
    }

    /** By id, those that were placed. */
    Map<String, FoldedOrder> orders() {
        return orders;
    }

    /** Breaches of what must hold after every single line of the ledger. */
    List<Violation> moneyOnTheWay() {
        return moneyOnTheWay;
    }

    /** By order. */
    Map<String, ProviderMoney> moneyOfOrders() {
        return money;
    }

    ProviderMoney money(String order) {
        return money.getOrDefault(order, ProviderMoney.NONE);
    }

    Map<String, FinalOrderView> shown() {
        return shown;
    }
}
