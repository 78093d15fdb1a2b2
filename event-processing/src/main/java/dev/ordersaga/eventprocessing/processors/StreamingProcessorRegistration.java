package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.deadletter.DeadLetteringProcessorFactory;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import dev.ordersaga.eventstore.wakeup.DebouncedEventSource;
import java.time.Duration;
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
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Registers streaming processors the one way that loses nothing: they start at the first event ever stored, the tokens are
 * in the service's schema, and an event that cannot be handled is set aside with those that follow it in its sequence
 * (Axon's default logs the error and goes on). An outage of the database stops the processor until it is over.
 */
public final class StreamingProcessorRegistration {

    private static final Duration FOR_OTHERS_EVENTS = Duration.ofMillis(200);

    private final ServiceSchemas schemas;
    private final ProcessorErrors errors;
    private final ClaimSettings claims;
    private final DeadLetteringProcessorFactory quarantine;
    private final ProcessorPauseControl switches;

    StreamingProcessorRegistration(
            ServiceSchemas schemas,
            ProcessorErrors errors,
            ClaimSettings claims,
            DeadLetteringProcessorFactory quarantine,
            ProcessorPauseControl switches) {
        this.schemas = schemas;
        this.errors = errors;
        this.claims = claims;
        this.quarantine = quarantine;
        this.switches = switches;
    }

    /** Adds {@code processor}; its handlers or saga are registered by the caller under the same processing group. */
    public void register(EventProcessingConfigurer configurer, StreamingProcessor processor) {
        String name = processor.name();
        StableSequencingPolicy sequence = new StableSequencingPolicy(processor.sequence());
        var quarantined = quarantine.named(name, sequence);
        switches.add(name, processor.schema(), quarantined::lookAgain);
        configurer
                .registerEventProcessor(
                        name,
                        (group, configuration, handlers) -> quarantined.processor(
                                configuration,
                                handlers,
                                builder -> working(builder, processor, configuration, handlers)))
                .registerTokenStore(name, configuration -> tokens(processor.schema(), quarantined))
                .registerSequencingPolicy(name, configuration -> sequence)
                .registerHandlerInterceptor(name, configuration -> new EventMdc<>(sequence, processor.sequenceName()))
                .registerListenerInvocationErrorHandler(name, configuration -> errors.propagating(name))
                .registerErrorHandler(name, configuration -> PropagatingErrorHandler.instance());
    }

    private TokenStore tokens(String schema, DeadLetteringProcessorFactory.Quarantined quarantined) {
        return schemas.tokens(schema, quarantined.claims(), switches::seen);
    }

    private PooledStreamingEventProcessor.Builder working(
            PooledStreamingEventProcessor.Builder builder,
            StreamingProcessor processor,
            Configuration configuration,
            EventHandlerInvoker handlers) {
        // One pool, so that a thread which has found events can go on to handle them.
        ScheduledExecutorService threads = threads(configuration, processor.name(), processor.segments() + 1);
        return builder.messageSource(source(processor, configuration, handlers))
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(processor.segments())
                .batchSize(processor.batchSize())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .claimExtensionThreshold(claims.renewal().toMillis())
                .tokenClaimInterval(claims.renewal().toMillis())
                .enableCoordinatorClaimExtension();
    }

    /** What it does not handle it only has to pass. */
    private static StreamableMessageSource<TrackedEventMessage<?>> source(
            StreamingProcessor processor, Configuration configuration, EventHandlerInvoker handlers) {
        return new DebouncedEventSource(
                configuration.eventStore(),
                event -> handlers.canHandleType(event.getPayloadType()) ? processor.gathering() : FOR_OTHERS_EVENTS,
                timer(configuration, processor.name() + "-gathering"));
    }

    /** An event that comes while the process ends wakes nobody, and must not fail for that. */
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
