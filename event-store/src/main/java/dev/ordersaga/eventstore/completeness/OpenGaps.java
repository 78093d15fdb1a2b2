package dev.ordersaga.eventstore.completeness;

import dev.ordersaga.eventstore.attention.AttentionCase;
import dev.ordersaga.eventstore.attention.NeedsAttention;
import java.util.List;

/** Events that were passed without a trace. */
final class OpenGaps implements NeedsAttention {

    private final Gaps gaps;

    OpenGaps(Gaps gaps) {
        this.gaps = gaps;
    }

    @Override
    public String kind() {
        return "gap";
    }

    @Override
    public long count() {
        return gaps.countOpen();
    }

    @Override
    public List<AttentionCase> oldest(int limit) {
        return gaps.open(limit).stream()
                .map(gap -> new AttentionCase(
                        kind(),
                        gap.sequence(),
                        gap.foundAt(),
                        "%s has passed event %d: %s".formatted(gap.check(), gap.position(), gap.what())))
                .toList();
    }
}
