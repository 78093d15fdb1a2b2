package dev.ordersaga.eventstore.quarantine;

import dev.ordersaga.eventstore.attention.AttentionCase;
import dev.ordersaga.eventstore.attention.NeedsAttention;
import java.util.List;

/** Sequences that were tried often enough: a person has to look. */
final class DeadSequences implements NeedsAttention {

    private static final QuarantineSearch DEAD = new QuarantineSearch(null, QuarantineState.DEAD, null, null);

    private final Quarantine quarantine;

    DeadSequences(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @Override
    public String kind() {
        return "quarantine";
    }

    @Override
    public long count() {
        return quarantine.counts().values().stream()
                .mapToLong(states -> states.getOrDefault(QuarantineState.DEAD, 0L))
                .sum();
    }

    @Override
    public List<AttentionCase> oldest(int limit) {
        return quarantine.list(DEAD, 0, limit).stream()
                .map(found -> new AttentionCase(
                        kind(),
                        found.key().sequence(),
                        found.since(),
                        found.key().processor() + " cannot handle it: " + found.lastMessage()))
                .toList();
    }
}
