package dev.ordersaga.eventprocessing.rebuild;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL statements on {@code eventprocessing.rebuild}, part of the running transaction. */
final class RebuildTable {

    private final JdbcClient jdbc;

    RebuildTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How far a running rebuild is.
     *
     * @param position index of the last event that the new table contains; below the target, of the last one whose sequence
     *     it contains if that begins with it
     * @param target everything up to this index was decided when the rebuild began
     */
    record Progress(long position, long target) {}

    List<Rebuild> list() {
        return jdbc.sql(
                        "SELECT view, state, position, target, started_at, finished_at, error FROM eventprocessing.rebuild"
                                + " ORDER BY view")
                .query((row, number) -> rebuild(row))
                .list();
    }

    /**
     * @param version of the code that carries it out
     * @return false if one is running
     */
    boolean begin(String view, String version, long target, Instant now) {
        // Checked first: a transaction that carries out a rebuild keeps the row locked.
        return !isRunning(view) && insert(view, version, target, now);
    }

    private boolean isRunning(String view) {
        return jdbc.sql("SELECT state = 'RUNNING' FROM eventprocessing.rebuild WHERE view = ?")
                .param(view)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private boolean insert(String view, String version, long target, Instant now) {
        return jdbc.sql(
                                "INSERT INTO eventprocessing.rebuild AS known"
                                        + " (view, state, position, target, started_at, version, advanced_at)"
                                        + " VALUES (:view, 'RUNNING', 0, :target, :now, :version, clock_timestamp())"
                                        + " ON CONFLICT (view) DO UPDATE SET"
                                        + " state = 'RUNNING', position = 0, target = :target, started_at = :now,"
                                        + " version = excluded.version, advanced_at = excluded.advanced_at, finished_at = NULL, error = NULL WHERE known.state <> 'RUNNING'")
                        .param("view", view)
                        .param("version", version)
                        .param("target", target)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /**
     * Locks a running rebuild; empty if none is running that was begun by this version of the code, or if another
     * transaction has it.
     */
    Optional<Progress> lock(String view, String version) {
        return jdbc
                .sql("SELECT position, target FROM eventprocessing.rebuild WHERE view = ? AND version = ?"
                        + " AND state = 'RUNNING' FOR UPDATE SKIP LOCKED")
                .params(view, version)
                .query((row, number) -> new Progress(row.getLong(1), row.getLong(2)))
                .list()
                .stream()
                .findFirst();
    }

    /** Locks a running rebuild; false if another process has taken it over. */
    boolean isAt(RebuildableView view, long position) {
        return lock(view.name(), view.version())
                .filter(stored -> stored.position() == position)
                .isPresent();
    }

    /**
     * Takes over a running rebuild of another version of the code that nothing has advanced for a minute: from its
     * beginning, since rows of two versions must not be mixed.
     */
    boolean restart(String view, String version) {
        return jdbc.sql("UPDATE eventprocessing.rebuild SET version = :version, position = 0,"
                                + " advanced_at = clock_timestamp() WHERE view = (SELECT view FROM eventprocessing.rebuild"
                                + " WHERE view = :view AND state = 'RUNNING' AND version <> :version AND NOT advanced_at"
                                + " BETWEEN clock_timestamp() - interval '1 minute' AND clock_timestamp() + interval '1 minute'"
                                + " FOR UPDATE SKIP LOCKED)")
                        .param("view", view)
                        .param("version", version)
                        .update()
                == 1;
    }

    void advance(String view, long position) {
        jdbc.sql("UPDATE eventprocessing.rebuild SET position = ?, advanced_at = clock_timestamp() WHERE view = ?")
                .params(position, view)
                .update();
    }

    /** @param error null if it has succeeded */
    void finish(String view, @Nullable String error, Instant now) {
        jdbc.sql(
                        "UPDATE eventprocessing.rebuild SET state = :state, finished_at = :now, error = :error WHERE view = :view"
                                + " AND state = 'RUNNING'")
                .param("state", error == null ? "DONE" : "FAILED")
                .param("now", utc(now))
                .param("error", error)
                .param("view", view)
                .update();
    }

    private static Rebuild rebuild(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Rebuild(
                row.getString("view"),
                row.getString("state"),
                row.getLong("position"),
                row.getLong("target"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("error"));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
