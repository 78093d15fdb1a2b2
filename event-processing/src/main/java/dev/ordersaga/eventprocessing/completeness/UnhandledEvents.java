package dev.ordersaga.eventprocessing.completeness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the checks of all services know. Changes belong to the running transaction. */
public class UnhandledEvents {

    private static final String FOUND = "SELECT check_name, sequence, position, what, found_at";
    private static final String OPEN = " FROM eventprocessing.completeness_gap WHERE closed_at IS NULL";

    private final JdbcClient jdbc;

    UnhandledEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The oldest first. */
    public List<OpenUnhandledEvent> open(int limit) {
        return jdbc.sql(FOUND + OPEN + " ORDER BY found_at, position LIMIT ?")
                .param(limit)
                .query((row, number) -> gap(row))
                .list();
    }

    public long countOpen() {
        return jdbc.sql("SELECT count(*)" + OPEN).query(Long.class).single();
    }

    /** All checks that ever ran. */
    public List<AuditProgress> checks() {
        return jdbc.sql("SELECT name, checked, swept, checked_at FROM eventprocessing.completeness_check ORDER BY name")
                .query((row, number) -> new AuditProgress(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Somebody knows why there is no trace: it is not shown again.
     *
     * @return how many gaps of this sequence were closed
     */
    public int dismiss(String check, String sequence, Instant now) {
        return jdbc.sql("UPDATE eventprocessing.completeness_gap SET closed_at = ?, is_dismissed = true"
                        + " WHERE check_name = ? AND sequence = ? AND closed_at IS NULL")
                .params(utc(now), check, sequence)
                .update();
    }

    /** For whoever checks in this transaction; empty if somebody else is at it. */
    Optional<AuditProgress> lock(String check, Instant now) {
        Optional<AuditProgress> locked = lockStored(check, now);
        if (locked.isPresent()) {
            return locked;
        }
        int isNew = jdbc.sql("INSERT INTO eventprocessing.completeness_check (name, checked, swept, checked_at)"
                        + " VALUES (?, 0, 0, ?) ON CONFLICT DO NOTHING")
                .params(check, utc(now))
                .update();
        return isNew == 1 ? lockStored(check, now) : Optional.empty();
    }

    private Optional<AuditProgress> lockStored(String check, Instant now) {
        return jdbc
                .sql(
                        "SELECT checked, swept FROM eventprocessing.completeness_check WHERE name = ? FOR UPDATE SKIP LOCKED")
                .param(check)
                .query((row, number) -> new AuditProgress(check, row.getLong(1), row.getLong(2), now))
                .list()
                .stream()
                .findFirst();
    }

    void keep(AuditProgress state) {
        jdbc.sql("UPDATE eventprocessing.completeness_check SET checked = ?, swept = ?, checked_at = ? WHERE name = ?")
                .params(state.checked(), state.swept(), utc(state.checkedAt()), state.name())
                .update();
    }

    /** @return false if it was open already, or dismissed */
    boolean found(String check, UnhandledEvent gap, Instant now) {
        return jdbc.sql(
                                "INSERT INTO eventprocessing.completeness_gap AS known (check_name, sequence, position, what, found_at)"
                                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (check_name, sequence, position) DO UPDATE"
                                        + " SET closed_at = NULL, found_at = excluded.found_at"
                                        + " WHERE known.closed_at IS NOT NULL AND NOT known.is_dismissed")
                        .params(check, gap.sequence(), gap.position(), gap.what(), utc(now))
                        .update()
                == 1;
    }

    List<OpenUnhandledEvent> openOf(String check, int limit) {
        return jdbc.sql(FOUND + OPEN + " AND check_name = ? ORDER BY found_at LIMIT ?")
                .params(check, limit)
                .query((row, number) -> gap(row))
                .list();
    }

    void close(OpenUnhandledEvent gap, Instant now) {
        jdbc.sql("UPDATE eventprocessing.completeness_gap SET closed_at = ?"
                        + " WHERE check_name = ? AND sequence = ? AND position = ?")
                .params(utc(now), gap.check(), gap.sequence(), gap.position())
                .update();
    }

    private static OpenUnhandledEvent gap(ResultSet row) throws SQLException {
        return new OpenUnhandledEvent(
                row.getString("check_name"),
                row.getString("sequence"),
                row.getLong("position"),
                row.getString("what"),
                row.getObject("found_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
