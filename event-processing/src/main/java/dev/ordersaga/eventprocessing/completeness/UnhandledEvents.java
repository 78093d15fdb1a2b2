package dev.ordersaga.eventprocessing.completeness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Progress and findings of the completeness audits of all services. Changes are part of the running transaction. */
public class UnhandledEvents {

    private static final String EVENT = "SELECT audit, sequence, position, missing, found_at";
    private static final String OPEN = " FROM eventprocessing.unhandled_event WHERE closed_at IS NULL";

    private final JdbcClient jdbc;

    UnhandledEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The open findings, oldest first. */
    public List<OpenUnhandledEvent> open(int limit) {
        return jdbc.sql(EVENT + OPEN + " ORDER BY found_at, position LIMIT ?")
                .param(limit)
                .query((row, number) -> event(row))
                .list();
    }

    public long countOpen() {
        return jdbc.sql("SELECT count(*)" + OPEN).query(Long.class).single();
    }

    /** The progress of all audits that have ever run. */
    public List<AuditProgress> checks() {
        return jdbc.sql("SELECT name, checked, swept, checked_at FROM eventprocessing.completeness_audit ORDER BY name")
                .query((row, number) -> new AuditProgress(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Closes the findings of a sequence whose missing effect an operator can explain; they are not reported again.
     *
     * @return how many findings were closed
     */
    public int dismiss(String audit, String sequence, Instant now) {
        return jdbc.sql("UPDATE eventprocessing.unhandled_event SET closed_at = ?, is_dismissed = true"
                        + " WHERE audit = ? AND sequence = ? AND closed_at IS NULL")
                .params(utc(now), audit, sequence)
                .update();
    }

    /** Locks an audit for the running transaction; empty if it is running in another one. */
    Optional<AuditProgress> lock(String audit, Instant now) {
        Optional<AuditProgress> locked = lockStored(audit, now);
        if (locked.isPresent()) {
            return locked;
        }
        int isNew = jdbc.sql("INSERT INTO eventprocessing.completeness_audit (name, checked, swept, checked_at)"
                        + " VALUES (?, 0, 0, ?) ON CONFLICT DO NOTHING")
                .params(audit, utc(now))
                .update();
        return isNew == 1 ? lockStored(audit, now) : Optional.empty();
    }

    private Optional<AuditProgress> lockStored(String audit, Instant now) {
        return jdbc
                .sql(
                        "SELECT checked, swept FROM eventprocessing.completeness_audit WHERE name = ? FOR UPDATE SKIP LOCKED")
                .param(audit)
                .query((row, number) -> new AuditProgress(audit, row.getLong(1), row.getLong(2), now))
                .list()
                .stream()
                .findFirst();
    }

    void save(AuditProgress progress) {
        jdbc.sql("UPDATE eventprocessing.completeness_audit SET checked = ?, swept = ?, checked_at = ? WHERE name = ?")
                .params(progress.checked(), progress.swept(), utc(progress.checkedAt()), progress.name())
                .update();
    }

    /** @return false if the finding was already open, or dismissed */
    boolean add(String audit, UnhandledEvent event, Instant now) {
        return jdbc.sql(
                                "INSERT INTO eventprocessing.unhandled_event AS known (audit, sequence, position, missing, found_at)"
                                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (audit, sequence, position) DO UPDATE"
                                        + " SET closed_at = NULL, found_at = excluded.found_at"
                                        + " WHERE known.closed_at IS NOT NULL AND NOT known.is_dismissed")
                        .params(audit, event.sequence(), event.position(), event.missing(), utc(now))
                        .update()
                == 1;
    }

    List<OpenUnhandledEvent> openOf(String audit, int limit) {
        return jdbc.sql(EVENT + OPEN + " AND audit = ? ORDER BY found_at LIMIT ?")
                .params(audit, limit)
                .query((row, number) -> event(row))
                .list();
    }

    void close(OpenUnhandledEvent event, Instant now) {
        jdbc.sql("UPDATE eventprocessing.unhandled_event SET closed_at = ?"
                        + " WHERE audit = ? AND sequence = ? AND position = ?")
                .params(utc(now), event.check(), event.sequence(), event.position())
                .update();
    }

    private static OpenUnhandledEvent event(ResultSet row) throws SQLException {
        return new OpenUnhandledEvent(
                row.getString("audit"),
                row.getString("sequence"),
                row.getLong("position"),
                row.getString("missing"),
                row.getObject("found_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
