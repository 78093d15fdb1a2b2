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
 * Stops the processors of this process that an operator has paused, in any process, and starts them again on resume. A
 * process learns of a pause when it searches for segments to claim, which it does anyway; it polls for the resume only
 * while a processor is paused.
 */
final class ProcessorPauseControl implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorPauseControl.class);
    private static final long POLL_SECONDS = 1;

    private final JdbcClient jdbc;
    private final TransactionManager transactions;
    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final String service;
    private final Map<String, String> schemas = new ConcurrentHashMap<>();
    private final Map<String, Runnable> redeliveryListeners = new ConcurrentHashMap<>();
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

    /** @param onRedelivery called when events were added to the processor's dead letters for redelivery */
    void add(String processor, String schema, Runnable onRedelivery) {
        schemas.put(processor, schema);
        redeliveryListeners.put(processor, onRedelivery);
    }

    /**
     * What operators have set for a processor.
     *
     * @param isPaused whether its segments must not be claimed
     * @param redeliveries how often events were added to its dead letters for redelivery
     */
    record Control(boolean isPaused, long redeliveries) {

        static final Control INITIAL = new Control(false, 0);
    }

    /** The stored control of a processor of this process was read. */
    void read(String processor, Control now) {
        Long before = redeliveries.put(processor, now.redeliveries());
        if (before != null && before != now.redeliveries()) {
            redeliveryListeners.getOrDefault(processor, () -> {}).run();
        }
        if (now.isPaused()) {
            paused.add(processor);
        }
    }

    /** The stored control was changed: applied at once here, within a claim's renewal interval in other processes. */
    void changed(String processor) {
        if (schemas.containsKey(processor)) {
            paused.add(processor);
        }
    }

    @Override
    public synchronized void start() {
        transactions.executeInTransaction(() -> schemas.forEach(this::register));
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(ConnectionPurpose.PROCESSORS.threads(
                        Thread.ofPlatform().name("processor-pause-control").factory()));
        started.scheduleWithFixedDelay(this::apply, 0, POLL_SECONDS, TimeUnit.SECONDS);
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

    private void apply() {
        for (String name : List.copyOf(paused)) {
            try {
                processing
                        .getObject()
                        .eventProcessor(name, StreamingEventProcessor.class)
                        .ifPresent(processor -> apply(name, processor));
            } catch (DataAccessException | TransactionException | AxonException | IllegalStateException e) {
                // Not rethrown: the executor would stop polling.
                LOG.warn("Cannot read whether {} is paused: {}", name, e.toString());
            }
        }
    }

    private void apply(String name, StreamingEventProcessor processor) {
        Control now = transactions.fetchInTransaction(() -> stored(name));
        read(name, now);
        if (now.isPaused() && processor.isRunning()) {
            LOG.info("{} is paused by an operator", name);
            processor.shutDown();
        } else if (!now.isPaused()) {
            paused.remove(name);
            if (!processor.isRunning()) {
                LOG.info("{} is resumed", name);
                processor.start();
            }
        }
    }

    private Control stored(String processor) {
        return jdbc
                .sql("SELECT paused, redeliveries FROM eventprocessing.processor WHERE name = ?")
                .param(processor)
                .query((row, number) -> new Control(row.getBoolean(1), row.getLong(2)))
                .list()
                .stream()
                .findFirst()
                .orElse(Control.INITIAL);
    }
}
