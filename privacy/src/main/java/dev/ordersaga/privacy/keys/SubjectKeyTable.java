package dev.ordersaga.privacy.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Table of the persons' keys. Writes belong to the caller's transaction. */
final class SubjectKeyTable {

    private static final String COLUMNS = "subject, person, wrapped_key, wrapping_key, erasing";

    private final JdbcClient jdbc;

    SubjectKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StoredKey> ofSubjects(Collection<UUID> subjects) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM privacy.subject_key WHERE subject = ANY (?)")
                .param(new SqlArrayValue("uuid", subjects.toArray()))
                .query(SubjectKeyTable::key)
                .list();
    }

    List<StoredKey> ofPersons(Collection<byte[]> persons) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM privacy.subject_key WHERE person = ANY (?)")
                .param(bytes(List.copyOf(persons), Function.identity()))
                .query(SubjectKeyTable::key)
                .list();
    }

    /**
     * Adds keys, in the order of the persons so that two transactions cannot wait for each other.
     *
     * @return the subjects that were added; persons that another transaction has added meanwhile are missing
     */
    Set<UUID> add(List<StoredKey> keys) {
        return Set.copyOf(jdbc.sql("""
                        INSERT INTO privacy.subject_key (subject, person, wrapped_key, wrapping_key)
                        SELECT n.* FROM unnest(?, ?, ?, ?) AS n (subject, person, wrapped_key, wrapping_key)
                         ORDER BY n.person
                        ON CONFLICT (person) DO NOTHING RETURNING subject""")
                .param(new SqlArrayValue(
                        "uuid", keys.stream().map(StoredKey::subject).toArray()))
                .param(bytes(keys, StoredKey::person))
                .param(bytes(keys, StoredKey::wrapped))
                .param(new SqlArrayValue(
                        "text", keys.stream().map(StoredKey::wrappingKey).toArray()))
                .query(UUID.class)
                .list());
    }

    /** Up to {@code limit} keys that another key than this one wraps, locked. */
    List<StoredKey> notWrappedBy(String wrappingKey, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM privacy.subject_key WHERE wrapping_key <> ? LIMIT ? FOR UPDATE")
                .params(wrappingKey, limit)
                .query(SubjectKeyTable::key)
                .list();
    }

    void replace(StoredKey key) {
        jdbc.sql("UPDATE privacy.subject_key SET wrapped_key = ?, wrapping_key = ? WHERE subject = ?")
                .params(key.wrapped(), key.wrappingKey(), key.subject())
                .update();
    }

    /** The subjects whose keys must not stay in memory: their erasure is requested or in progress. */
    List<UUID> beingErased() {
        return jdbc.sql("SELECT subject FROM privacy.erasure WHERE state <> 'DONE'")
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Stores this hash if none is stored; returns the one that is. */
    byte[] searchKeyCheck(byte[] hash) {
        jdbc.sql("INSERT INTO privacy.search_key_check (hash) VALUES (?) ON CONFLICT DO NOTHING")
                .param(hash)
                .update();
        return jdbc.sql("SELECT hash FROM privacy.search_key_check")
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    private static StoredKey key(ResultSet row, int number) throws SQLException {
        return new StoredKey(
                row.getObject(1, UUID.class), row.getBytes(2), row.getBytes(3), row.getString(4), row.getBoolean(5));
    }

    /** The driver takes byte arrays only in an array of their type. */
    private static <T> SqlArrayValue bytes(List<T> rows, Function<T, byte[]> column) {
        return new SqlArrayValue("bytea", (Object[]) rows.stream().map(column).toArray(byte[][]::new));
    }
}
