package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.deadletter.DeadLetteringProcessorFactory;
import dev.ordersaga.eventprocessing.processors.ProcessorPauseControl.Control;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import dev.ordersaga.eventstore.wakeup.BackPressureEventSource;
import dev.ordersaga.eventstore.wakeup.DebouncedEventSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Registers streaming processors so that no event is lost: they start at the first event ever stored, their tokens are in
 * the service's schema, and an event that cannot be handled becomes a dead letter, together with those that follow it in
 * its sequence (Axon's default logs the error and continues). A database outage stops the processor until it is over.
 */
public final class StreamingProcessorRegistration {

    /** How many times longer a processor without a latency requirement collects events under load. */
    private static final int LOADED_DEBOUNCE = 5;

    private static final Duration DEBOUNCE_OF_UNHANDLED_EVENTS = Duration.ofMillis(200);

    private final ServiceSchemas schemas;
    private final ProcessorErrors errors;
    private final ClaimSettings claims;
    private final DeadLetteringProcessorFactory processors;
    private final ProcessorPauseControl pauseControl;
    private final SegmentSettings segments;
    private final SegmentCensus census;

    StreamingProcessorRegistration(
            ServiceSchemas schemas,
            ProcessorErrors errors,
            ClaimSettings claims,
            DeadLetteringProcessorFactory processors,
            ProcessorPauseControl pauseControl,
            SegmentSettings segments,
            SegmentCensus census) {
        this.schemas = schemas;
        this.errors = errors;
        this.claims = claims;
        this.processors = processors;
        this.pauseControl = pauseControl;
        this.segments = segments;
        this.census = census;
    }

    /** Adds {@code processor}; its handlers or saga are registered by the caller under the same processing group. */
    public void register(EventProcessingConfigurer configurer, StreamingProcessor processor) {
        String name = processor.name();
        StableSequencingPolicy sequence = new StableSequencingPolicy(processor.sequence());
        var deadLettering = processors.named(name, sequence, processor.loads());
        pauseControl.add(name, processor.schema(), deadLettering::redeliveryAdded);
        configurer
                .registerEventProcessor(
                        name,
                        (group, configuration, handlers) -> deadLettering.processor(
                                configuration,
                                handlers,
                                builder -> configure(builder, processor, configuration, handlers)))
                .registerTokenStore(name, configuration -> tokens(processor.schema(), deadLettering))
                .registerSequencingPolicy(name, configuration -> sequence)
                .registerHandlerInterceptor(name, configuration -> new EventMdc<>(sequence, processor.sequenceName()))
                .registerListenerInvocationErrorHandler(name, configuration -> errors.propagating(name))
                .registerErrorHandler(name, configuration -> PropagatingErrorHandler.instance());
    }

    private TokenStore tokens(String schema, DeadLetteringProcessorFactory.Named deadLettering) {
        return schemas.tokens(schema, new MonitoredTokenStore.Listener() {

            @Override
            public void claimed(int segment, @Nullable TrackingToken token) {
                deadLettering.claimed(segment, token);
            }

            @Override
            public void seen(String processor, List<Integer> segments, Control control) {
                census.seen(processor, segments);
                pauseControl.read(processor, control);
            }

            @Override
            public void surplus(List<Integer> segments) {
                deadLettering.release(segments, claims.timeout());
            }
        });
    }

    private PooledStreamingEventProcessor.Builder configure(
            PooledStreamingEventProcessor.Builder builder,
            StreamingProcessor processor,
            Configuration configuration,
            EventHandlerInvoker handlers) {
        // A single pool, so that the thread that has found events can continue by handling them. Operators may split
        // segments: then the cores are the limit.
        int parallel = Math.max(segments.of(processor), Runtime.getRuntime().availableProcessors());
        ScheduledExecutorService threads = threads(configuration, processor.name(), parallel + 1);
        return builder.messageSource(source(processor, configuration, handlers))
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(segments.of(processor))
                .batchSize(processor.batchSize())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .claimExtensionThreshold(claims.renewalInterval().toMillis())
                .tokenClaimInterval(claims.renewalInterval().toMillis())
                .enableCoordinatorClaimExtension();
    }

    /** Events that the processor does not handle only advance its token, which may be late. */
    private static StreamableMessageSource<TrackedEventMessage<?>> source(
            StreamingProcessor processor, Configuration configuration, EventHandlerInvoker handlers) {
        ScheduledExecutorService timer = timer(configuration, processor.name() + "-wake-up");
        var debounced = new DebouncedEventSource(
                configuration.eventStore(),
                event -> isUrgent(event.getPayloadType(), processor, handlers)
                        ? processor.debounce()
                        : DEBOUNCE_OF_UNHANDLED_EVENTS,
                processor.debounce().multipliedBy(LOADED_DEBOUNCE),
                timer);
        return new BackPressureEventSource(debounced, processor.isFull(), timer);
    }

    private static boolean isUrgent(Class<?> type, StreamingProcessor processor, EventHandlerInvoker handlers) {
        return handlers.canHandleType(type) && !processor.deferred().contains(type);
    }

    /** An event during shutdown needs no wake-up, and must not fail because of it. */
    private static ScheduledExecutorService timer(Configuration configuration, String name) {
        var timer =
                new ScheduledThreadPoolExecutor(1, new AxonThreadFactory(name), new ThreadPoolExecutor.DiscardPolicy());
        configuration.onShutdown(timer::shutdown);
        return timer;
    }

    private static ScheduledExecutorService threads(Configuration configuration, String name, int count) {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(
                count, ConnectionPurpose.PROCESSORS.threads(new AxonThreadFactory(name)));
        configuration.onShutdown(threads::shutdown);
        return threads;
    }
}
