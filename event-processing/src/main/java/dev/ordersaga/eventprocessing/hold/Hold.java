package dev.ordersaga.eventprocessing.hold;

import dev.ordersaga.eventprocessing.hold.HoldSettings.StartMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hold of a restored or copied system: as long as it is in force, nothing that moves money is done and no deadline
 * fires. It is stored, so that all processes of the database follow it, whatever their own settings are, and that it
 * outlasts restarts. What is put off asks again after {@link #ASK_AGAIN}.
 */
public final class Hold implements SmartLifecycle {

    /** Pause before something that was put off is tried again. */
    public static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);
    private static final Duration CHECKED_IN_FORCE = Duration.ofSeconds(1);
    private static final Duration CHECKED_RELEASED = Duration.ofSeconds(10);

    /**
     * A copy of the database has another identity: it was restored into another database or server, or recovered to a
     * point in time, which starts another timeline. A release that is part of a backup does not count there.
     */
    private static final String IDENTITY = "(SELECT s.system_identifier || '/' || c.timeline_id || '/' || d.oid"
            + " FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d"
            + " WHERE d.datname = current_database())";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final HoldSettings settings;
    private volatile State known = State.UNKNOWN;
    private volatile boolean isRunning;

    Hold(JdbcClient jdbc, Clock clock, HoldSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** A hold in force. */
    public record InForce(String name, Instant since) {}

    /** @param checkedAt null before the first check: until it is known, the hold counts as in force */
    private record State(boolean isInForce, @Nullable Instant checkedAt) {

        static final State UNKNOWN = new State(true, null);

        boolean isOutdated(Instant now) {
            return checkedAt == null || !now.isBefore(checkedAt.plus(isInForce ? CHECKED_IN_FORCE : CHECKED_RELEASED));
        }
    }

    /** To be asked before each action that moves money, and before each deadline. Rarely reads the database. */
    public boolean isInForce() {
        Instant now = clock.instant();
        if (known.isOutdated(now)) {
            check(now);
        }
        return known.isInForce();
    }

    /** Reads the hold that is in force; empty if there is none. */
    public Optional<InForce> current() {
        return jdbc.sql("SELECT name, started_at FROM eventprocessing.hold WHERE released_at IS NULL"
                        + " ORDER BY started_at LIMIT 1")
                .query((row, number) -> new InForce(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /**
     * Releases the hold in the running transaction; all processes continue within seconds.
     *
     * @return false if none is in force
     */
    public boolean release() {
        return jdbc.sql("UPDATE eventprocessing.hold SET released_at = ? WHERE released_at IS NULL")
                        .param(clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private synchronized void check(Instant now) {
        try {
            if (known.checkedAt() == null && settings.startMode() == StartMode.HOLD) {
                enter(now);
            }
            known = new State(current().isPresent(), now);
        } catch (DataAccessException e) {
            LOG.warn("Cannot read whether the system is on hold: {}", e.toString());
        }
    }

    private void enter(Instant now) {
        boolean isNew = jdbc.sql("INSERT INTO eventprocessing.hold (name, database, started_at) VALUES (?, " + IDENTITY
                                + ", ?) ON CONFLICT DO NOTHING")
                        .params(settings.holdName(), now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (!isNew && current().isEmpty()) {
            LOG.warn(
                    "The hold '{}' was released before: this is a normal start. Set another event-processing.hold-name to hold"
                            + " again, or event-processing.start-mode=normal.",
                    settings.holdName());
        }
    }

    /** Before the schedulers and processors. */
    @Override
    public void start() {
        if (isInForce()) {
            LOG.warn(
                    "ON HOLD: nothing that moves money is done and no deadline fires until an operator releases the hold"
                            + " (POST /operations/hold/release)");
        }
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
