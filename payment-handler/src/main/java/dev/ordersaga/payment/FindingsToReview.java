package dev.ordersaga.payment;

import dev.ordersaga.eventstore.attention.AttentionCase;
import dev.ordersaga.eventstore.attention.NeedsAttention;
import dev.ordersaga.payment.web.OpenFindings;
import java.time.Clock;
import java.util.List;

/** What comparisons with the provider left to a person. */
final class FindingsToReview implements NeedsAttention, OpenFindings {

    private final ReconciliationBook book;
    private final Clock clock;

    FindingsToReview(ReconciliationBook book, Clock clock) {
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
    public List<AttentionCase> oldest(int limit) {
        return book.open().stream()
                .limit(limit)
                .map(found -> new AttentionCase(
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
