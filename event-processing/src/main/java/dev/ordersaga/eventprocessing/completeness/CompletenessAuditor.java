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
 * Runs completeness audits, slice by slice: over the new events, and over a slice of the old ones, so that all events are
 * audited repeatedly. Without cost for the processors: an audit relies on what they write anyway.
 */
public final class CompletenessAuditor {

    private static final Logger LOG = LoggerFactory.getLogger(CompletenessAuditor.class);
    private static final int MAX_SLICES = 20;
    private static final int MAX_OPEN = 100;

    private final UnhandledEvents events;
    private final ProcessorRegistry processors;
    private final TransactionManager transactions;
    private final CompletenessSettings settings;
    private final Clock clock;

    CompletenessAuditor(
            UnhandledEvents events,
            ProcessorRegistry processors,
            TransactionManager transactions,
            CompletenessSettings settings,
            Clock clock) {
        this.events = events;
        this.processors = processors;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** The pause between two runs of an audit. */
    public Duration interval() {
        return settings.interval();
    }

    /** One run of an audit, in its own transactions. For a recurring task; concurrent runs do not interfere. */
    public void run(CompletenessAudit audit) {
        int slices = 0;
        boolean hasMore = transactions.fetchInTransaction(() -> auditOldAndNew(audit));
        while (hasMore && ++slices < MAX_SLICES) {
            hasMore = transactions.fetchInTransaction(() -> auditNew(audit));
        }
    }

    /** @return whether there are further new events */
    private boolean auditOldAndNew(CompletenessAudit audit) {
        Instant now = clock.instant();
        return locked(audit, now, progress -> auditNew(audit, auditOld(audit, progress, now), now));
    }

    /** @return whether there are further new events */
    private boolean auditNew(CompletenessAudit audit) {
        Instant now = clock.instant();
        return locked(audit, now, progress -> auditNew(audit, progress, now));
    }

    private boolean locked(CompletenessAudit audit, Instant now, Predicate<AuditProgress> step) {
        return events.lock(audit.name(), now).filter(step).isPresent();
    }

    private boolean auditNew(CompletenessAudit audit, AuditProgress progress, Instant now) {
        // Read before the effects: every event that is passed by then has left its effect.
        long passed = processors.passed(audit.name());
        long upTo = Math.min(passed, progress.checked() + settings.slice());
        recordUnhandled(audit, progress.checked(), upTo, now);
        events.save(new AuditProgress(audit.name(), upTo, Math.min(progress.swept(), upTo), now));
        return upTo < passed;
    }

    /** @return the new progress */
    private AuditProgress auditOld(CompletenessAudit audit, AuditProgress progress, Instant now) {
        for (OpenUnhandledEvent open : events.openOf(audit.name(), MAX_OPEN)) {
            boolean isHandled = audit.unhandledEvents(open.position() - 1, open.position()).stream()
                    .noneMatch(event -> event.sequence().equals(open.sequence()));
            if (isHandled) {
                events.close(open, now);
            }
        }
        long upTo = Math.min(progress.checked(), progress.swept() + settings.slice());
        recordUnhandled(audit, progress.swept(), upTo, now);
        long swept = upTo == progress.checked() ? 0 : upTo;
        return new AuditProgress(audit.name(), progress.checked(), swept, now);
    }

    /** Records a limited number: if very many events are lost, the others are found again by a later run. */
    private void recordUnhandled(CompletenessAudit audit, long after, long upTo, Instant now) {
        // In a store that was restored from a backup, upTo is lower than before: new events begin there.
        List<UnhandledEvent> found = upTo > after ? audit.unhandledEvents(after, upTo) : List.of();
        if (found.isEmpty()) {
            return;
        }
        long room = MAX_OPEN - events.openOf(audit.name(), MAX_OPEN).size();
        List<UnhandledEvent> recorded = found.stream()
                .filter(event -> events.add(audit.name(), event, now))
                .limit(room)
                .toList();
        if (!recorded.isEmpty()) {
            LOG.error(
                    "{} has passed {} events without handling them: {}",
                    audit.name(),
                    recorded.size(),
                    recorded.getFirst());
        }
    }
}
