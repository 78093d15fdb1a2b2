package dev.ordersaga.privacy.erasure;

import dev.ordersaga.privacy.keys.SubjectKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erasures of persons' data. One that is requested is carried on by every process that can take its next step, until no key
 * is left: neither in the database nor in the memory of any process.
 */
public final class Erasures {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final ErasureTable table;
    private final SubjectKeys keys;
    private final ErasureJournal journal;
    private final TransactionManager transactions;
    private final @Nullable OpenRecords records;
    private final List<ErasureParticipant> participants;
    /** Twice the lease of keys: a time of the database may be that of the begin of a transaction, which commits later. */
    private final Duration expiry;

    /** @param records null in a service that does not know them: another one deletes the keys */
    public Erasures(
            JdbcClient jdbc,
            SubjectKeys keys,
            ErasureJournal journal,
            TransactionManager transactions,
            @Nullable OpenRecords records,
            List<ErasureParticipant> participants,
            Duration lease) {
        this.table = new ErasureTable(jdbc);
        this.keys = keys;
        this.journal = journal;
        this.transactions = transactions;
        this.records = records;
        this.participants = List.copyOf(participants);
        this.expiry = lease.multipliedBy(2);
    }

    /** Requests the erasure, in the running transaction. From its commit on, no new records of the person are accepted. */
    public Erasure request(UUID subject) {
        table.request(subject);
        return table.find(subject).orElseThrow();
    }

    /** The erasure with this subject. */
    public Optional<Erasure> find(UUID subject) {
        return table.find(subject);
    }

    /** The latest ones. */
    public List<Erasure> newest(int limit) {
        return table.newest(limit);
    }

    /** Those that are not done, the oldest first. */
    public List<Erasure> unfinished(int limit) {
        return table.unfinished(limit);
    }

    /** Registers the participants, and requests again what the journal contains and a restored backup has brought back. */
    void begin() {
        transactions.executeInTransaction(() -> {
            participants.forEach(participant -> table.register(participant.name()));
            Set<UUID> erasedBefore = journal.subjects();
            List<UUID> restored = erasedBefore.isEmpty() ? List.of() : table.withKey(erasedBefore);
            restored.forEach(table::request);
            if (!restored.isEmpty()) {
                LOG.warn(
                        "{} keys exist that were erased before, as in a restored backup: they are erased again",
                        restored.size());
            }
        });
    }

    /** Takes the next step of each open erasure that this process can take. */
    void advance() {
        keys.lease().check();
        table.open()
                .forEach(subject -> transactions.executeInTransaction(
                        () -> table.lock(subject).ifPresent(this::advance)));
    }

    private void advance(Erasure erasure) {
        switch (erasure.state()) {
            case REQUESTED -> eraseIfClosed(erasure);
            case ERASED -> finish(erasure);
            case DONE -> {
                // By another process meanwhile.
            }
        }
    }

    private void eraseIfClosed(Erasure erasure) {
        if (records == null || !table.hasPassed(erasure.requestedAt(), expiry)) {
            return;
        }
        UUID subject = erasure.subject();
        OptionalLong last = table.lastIndex(subject);
        if (last.isEmpty()) {
            // A process that still saw the key as one that accepts records has stored them before this index.
            if (!table.isAnyOlder(erasure.requestedAt(), expiry)) {
                table.setLastIndex(subject);
            }
        } else if (records.isCurrent(last.getAsLong()) && records.of(subject, 1).isEmpty()) {
            journal.add(subject);
            table.erase(subject);
            LOG.info("The key of subject {} is deleted", subject);
        }
    }

    private void finish(Erasure erasure) {
        UUID subject = erasure.subject();
        Set<String> outstanding = table.outstanding(subject);
        for (ErasureParticipant participant : participants) {
            if (outstanding.contains(participant.name())) {
                participant.erased(subject);
                table.acted(subject, participant.name());
            }
        }
        boolean isExpired = erasure.erasedAt() != null && table.hasPassed(erasure.erasedAt(), expiry);
        if (isExpired && table.outstanding(subject).isEmpty()) {
            table.done(subject);
            LOG.info("The erasure of subject {} is done", subject);
        }
    }
}
