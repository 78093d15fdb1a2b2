package dev.ordersaga.payment;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.payment.web.OpenFindings;
import java.time.Clock;
import java.util.List;

/** What comparisons with the provider left to a person. */
final class OpenFindingAlerts implements OperatorAlertSource, OpenFindings {

    private final ReconciliationStore book;
    private final Clock clock;

    OpenFindingAlerts(ReconciliationStore book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "finding";
    }

    @Override
    public long count() {
        return book.open().size();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return book.open().stream()
                .limit(limit)
                .map(found -> new OperatorAlert(
                        kind(),
                        found.orderId().toString(),
                        found.firstSeen(),
                        "%s %s: %s".formatted(found.kind(), found.reference(), found.what())))
                .toList();
    }

    @Override
    public List<OpenFinding> list(int limit) {
        return book.open().stream()
                .limit(limit)
                .map(found -> new OpenFinding(
                        found.reference(),
                        found.kind(),
                        found.orderId(),
                        found.what(),
                        found.firstSeen(),
                        found.lastSeen()))
                .toList();
    }

    @Override
    public boolean accept(String reference) {
        return book.accept(reference, clock.instant());
    }
}
