package dev.ordersaga.privacy.keys;

import dev.ordersaga.eventstore.reading.StoredEvents;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The person that each record, such as an order, belongs to. Learned from whatever is written or read about it, so that it
 * hardly ever needs a query; otherwise from the first event of its stream.
 */
public final class RecordSubjects {

    /** Of a record without a known person. No identifier of a person contains it. */
    private static final String RECORD = "record\n";

    private final JdbcClient jdbc;
    private final SubjectKeys keys;
    private final TransactionalCache<String, UUID> subjects;

    /** @param records the maximum number of records in memory */
    public RecordSubjects(JdbcClient jdbc, SubjectKeys keys, int records) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.subjects = new TransactionalCache<>(records);
    }

    /** This record belongs to this subject. */
    public void learn(String record, UUID subject) {
        if (!subject.equals(subjects.get(record))) {
            subjects.put(record, subject);
        }
    }

    /** The subject if it is in memory. */
    public Optional<UUID> known(String record) {
        return Optional.ofNullable(subjects.get(record));
    }

    /**
     * The subject of a record. One that names no person, such as one that was stored without encryption, is a subject of its
     * own: nothing about it is stored in the clear from then on.
     */
    public UUID of(String record) {
        UUID known = subjects.get(record);
        if (known != null) {
            return known;
        }
        UUID found = inFirstEvent(record)
                .orElseGet(() -> keys.ofPerson(RECORD + record).subject());
        learn(record, found);
        return found;
    }

    private Optional<UUID> inFirstEvent(String record) {
        return jdbc
                .sql("SELECT payload FROM " + StoredEvents.TABLE
                        + " WHERE aggregate_identifier = ? ORDER BY sequence_number LIMIT 1")
                .param(record)
                .query((row, number) -> PersonalText.subjectsIn(row.getBytes(1)))
                .list()
                .stream()
                .flatMap(Set::stream)
                .findFirst();
    }
}
