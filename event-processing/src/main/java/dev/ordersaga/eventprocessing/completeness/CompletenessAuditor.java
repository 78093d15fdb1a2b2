package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.axonframework.common.transaction.TransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for lost events, slice by slice: at those that are new, and once more at some of the old ones, so that all of them
 * have their turn again and again. It costs the processors nothing: what they write anyway is what it goes by.
 */
public final class CompletenessAuditor {

    private static final Logger LOG = LoggerFactory.getLogger(CompletenessAuditor.class);
    private static final int MOST_SLICES = 20;
    private static final int MOST_OPEN = 100;

    private final UnhandledEvents gaps;
    private final ProcessorRegistry processors;
    private final TransactionManager transactions;
    private final CompletenessSettings settings;
    private final Clock clock;

    CompletenessAuditor(
            UnhandledEvents gaps,
            ProcessorRegistry processors,
            TransactionManager transactions,
            CompletenessSettings settings,
            Clock clock) {
        this.gaps = gaps;
        this.processors = processors;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** The pause between two checks. */
    public Duration every() {
        return settings.every();
    }

    /** One round of this check, in transactions of its own. For a recurring task; two processes do not disturb each other. */
    public void look(CompletenessAudit check) {
        int slices = 0;
        boolean isMore = transactions.fetchInTransaction(() -> lookAgainAndAtNew(check));
        while (isMore && ++slices < MOST_SLICES) {
            isMore = transactions.fetchInTransaction(() -> lookAtNew(check));
        }
    }

    /** @return whether more is to be looked at */
    private boolean lookAgainAndAtNew(CompletenessAudit check) {
        Instant now = clock.instant();
        return locked(check, now, state -> lookAtNew(check, lookAgain(check, state, now), now));
    }

    /** @return whether more is to be looked at */
    private boolean lookAtNew(CompletenessAudit check) {
        Instant now = clock.instant();
        return locked(check, now, state -> lookAtNew(check, state, now));
    }

    private boolean locked(CompletenessAudit check, Instant now, Predicate<AuditProgress> look) {
        return gaps.lock(check.name(), now).filter(look).isPresent();
    }

    private boolean lookAtNew(CompletenessAudit check, AuditProgress state, Instant now) {
        // Asked before the traces: whatever is passed by then has left its own.
        long passed = processors.passed(check.name());
        long upTo = Math.min(passed, state.checked() + settings.slice());
        keep(check, state.checked(), upTo, now);
        gaps.keep(new AuditProgress(check.name(), upTo, Math.min(state.swept(), upTo), now));
        return upTo < passed;
    }

    /** @return what is to be kept then */
    private AuditProgress lookAgain(CompletenessAudit check, AuditProgress state, Instant now) {
        for (OpenUnhandledEvent open : gaps.openOf(check.name(), MOST_OPEN)) {
            boolean isThere = check.gaps(open.position() - 1, open.position()).stream()
                    .noneMatch(gap -> gap.sequence().equals(open.sequence()));
            if (isThere) {
                gaps.close(open, now);
            }
        }
        long upTo = Math.min(state.checked(), state.swept() + settings.slice());
        keep(check, state.swept(), upTo, now);
        long swept = upTo == state.checked() ? 0 : upTo;
        return new AuditProgress(check.name(), state.checked(), swept, now);
    }

    /** Where very much is lost, the first that are found tell enough: everything else is looked at again later. */
    private void keep(CompletenessAudit check, long after, long upTo, Instant now) {
        // Less than before in a store that was restored: then what is new begins there.
        List<UnhandledEvent> found = upTo > after ? check.gaps(after, upTo) : List.of();
        if (found.isEmpty()) {
            return;
        }
        long room = MOST_OPEN - gaps.openOf(check.name(), MOST_OPEN).size();
        List<UnhandledEvent> news = found.stream()
                .filter(gap -> gaps.found(check.name(), gap, now))
                .limit(room)
                .toList();
        if (!news.isEmpty()) {
            LOG.error("{} has passed {} events without a trace: {}", check.name(), news.size(), news.getFirst());
        }
    }
}
