package dev.ordersaga.eventstore.schema;

import dev.ordersaga.eventstore.schema.DatabaseViolations.Violation;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Repeats the checks of {@link DatabaseSafetyCheck} while the process runs: settings of the server, the database and the
 * role can be changed at any time. A violation is logged once, and shown until it has ended.
 */
public final class DatabaseSafetyMonitor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSafetyMonitor.class);
    private static final int MISSED_CHECKS = 4;

    private final DatabaseViolations database;
    private final Clock clock;
    private final Duration interval;
    private volatile Checked last;
    private @Nullable ScheduledExecutorService thread;

    DatabaseSafetyMonitor(DatabaseViolations database, Clock clock, Duration interval) {
        this.database = database;
        this.clock = clock;
        this.interval = interval;
        // The check at start has found nothing.
        this.last = new Checked(clock.instant(), Map.of());
    }

    /**
     * A setting of the database that is not safe now.
     *
     * @param since when it was first seen
     */
    public record UnsafeSetting(String setting, String reason, Instant since) {}

    private record Checked(Instant at, Map<String, UnsafeSetting> unsafe) {}

    /** The settings that were unsafe at the last check. */
    public List<UnsafeSetting> unsafeSettings() {
        return List.copyOf(last.unsafe().values());
    }

    /** 1 if the setting is unsafe, 0 if it is safe, not a number if it was not checked lately. */
    double state(String setting) {
        Checked checked = last;
        Duration age = Duration.between(checked.at(), clock.instant()).abs();
        if (age.compareTo(interval.multipliedBy(MISSED_CHECKS)) > 0) {
            return Double.NaN;
        }
        return checked.unsafe().containsKey(setting) ? 1 : 0;
    }

    void check() {
        try {
            Instant now = clock.instant();
            Map<String, UnsafeSetting> before = last.unsafe();
            Map<String, UnsafeSetting> unsafe = new HashMap<>();
            for (Violation found : database.find()) {
                UnsafeSetting known = before.get(found.setting());
                unsafe.put(
                        found.setting(),
                        new UnsafeSetting(found.setting(), found.reason(), known == null ? now : known.since()));
                if (known == null) {
                    LOG.error("The database is not safe to use any more: {}", found.reason());
                }
            }
            last = new Checked(now, unsafe);
        } catch (SQLException e) {
            // What is not checked becomes unknown.
            LOG.debug("the settings of the database cannot be checked", e);
        }
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("database-safety").daemon().factory());
        long millis = interval.toMillis();
        started.scheduleWithFixedDelay(this::check, millis, millis, TimeUnit.MILLISECONDS);
        thread = started;
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
