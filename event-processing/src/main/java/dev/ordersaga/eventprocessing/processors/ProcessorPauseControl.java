package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonException;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Lets processors of this process go when an operator has paused them, anywhere, and starts them again. A process learns of
 * a pause when it looks for segments to claim, which it does all the time; it asks for its end only while one lasts.
 */
final class ProcessorPauseControl implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorPauseControl.class);
    private static final long SECONDS_BETWEEN_LOOKS = 1;

    private final JdbcClient jdbc;
    private final TransactionManager transactions;
    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final String service;
    private final Map<String, String> schemas = new ConcurrentHashMap<>();
    private final Map<String, Runnable> quarantines = new ConcurrentHashMap<>();
    private final Map<String, Long> redeliveries = new ConcurrentHashMap<>();
    private final Set<String> paused = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService thread;

    ProcessorPauseControl(
            JdbcClient jdbc,
            TransactionManager transactions,
            ObjectProvider<EventProcessingConfiguration> processing,
            String service) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.processing = processing;
        this.service = service;
    }

    /** @param quarantine looks what is in it, when something was put there */
    void add(String processor, String schema, Runnable quarantine) {
        schemas.put(processor, schema);
        quarantines.put(processor, quarantine);
    }

    /**
     * How operators have set the switch of a processor.
     *
     * @param isPaused whether nobody may claim a segment of it
     * @param redeliveries how often events were put into its quarantine from outside
     */
    record Switch(boolean isPaused, long redeliveries) {

        static final Switch UNTOUCHED = new Switch(false, 0);
    }

    /** Somebody has seen the switch of a processor of this process. */
    void seen(String processor, Switch now) {
        Long before = redeliveries.put(processor, now.redeliveries());
        if (before != null && before != now.redeliveries()) {
            quarantines.getOrDefault(processor, () -> {}).run();
        }
        if (now.isPaused()) {
            paused.add(processor);
        }
    }

    /** Takes effect at once here, within a claim's renewal in other processes. */
    void look(String processor) {
        if (schemas.containsKey(processor)) {
            paused.add(processor);
        }
    }

    @Override
    public synchronized void start() {
        transactions.executeInTransaction(() -> schemas.forEach(this::register));
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(ConnectionPurpose.PROCESSORS.threads(
                        Thread.ofPlatform().name("processor-switches").factory()));
        started.scheduleWithFixedDelay(this::follow, 0, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
        thread = started;
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void register(String processor, String schema) {
        jdbc.sql("INSERT INTO eventprocessing.processor AS known (name, service, schema_name) VALUES (?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET service = excluded.service,"
                        + " schema_name = excluded.schema_name WHERE known.service <> excluded.service")
                .params(processor, service, schema)
                .update();
    }

    private void follow() {
        for (String name : List.copyOf(paused)) {
            try {
                processing
                        .getObject()
                        .eventProcessor(name, StreamingEventProcessor.class)
                        .ifPresent(processor -> follow(name, processor));
            } catch (DataAccessException | TransactionException | AxonException | IllegalStateException e) {
                // An exception that leaves would end all further looks.
                LOG.warn("Cannot see whether {} is paused: {}", name, e.toString());
            }
        }
    }

    private void follow(String name, StreamingEventProcessor processor) {
        Switch now = transactions.fetchInTransaction(() -> stored(name));
        seen(name, now);
        if (now.isPaused() && processor.isRunning()) {
            LOG.info("{} is paused by an operator", name);
            processor.shutDown();
        } else if (!now.isPaused()) {
            paused.remove(name);
            if (!processor.isRunning()) {
                LOG.info("{} goes on", name);
                processor.start();
            }
        }
    }

    private Switch stored(String processor) {
        return jdbc
                .sql("SELECT paused, redeliveries FROM eventprocessing.processor WHERE name = ?")
                .param(processor)
                .query((row, number) -> new Switch(row.getBoolean(1), row.getLong(2)))
                .list()
                .stream()
                .findFirst()
                .orElse(Switch.UNTOUCHED);
    }
}
