package dev.ordersaga.eventstore.processing;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.EventProcessingConfigurer.PooledStreamingProcessorConfiguration;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Registers streaming processors the one way that loses nothing: they start at the first event ever stored, errors
 * propagate and are retried with back-off (Axon's default logs them and goes on), and the tokens are in the service's
 * schema.
 */
public final class StreamingProcessors {

    private final ServiceSchemas schemas;
    private final ProcessorErrors errors;
    private final ClaimSettings claims;

    StreamingProcessors(ServiceSchemas schemas, ProcessorErrors errors, ClaimSettings claims) {
        this.schemas = schemas;
        this.errors = errors;
        this.claims = claims;
    }

    /** Adds {@code processor}; its handlers or saga are registered by the caller under the same processing group. */
    public void register(EventProcessingConfigurer configurer, StreamingProcessor processor) {
        String name = processor.name();
        StableSequence sequence = new StableSequence(processor.sequence());
        configurer
                .registerPooledStreamingEventProcessor(name, Configuration::eventStore, workingAs(processor))
                .registerTokenStore(name, configuration -> schemas.tokens(processor.schema()))
                .registerSequencingPolicy(name, configuration -> sequence)
                .registerHandlerInterceptor(
                        name, configuration -> new LoggedContext<>(sequence, processor.sequenceName()))
                .registerListenerInvocationErrorHandler(name, configuration -> errors.propagating(name))
                .registerErrorHandler(name, configuration -> PropagatingErrorHandler.instance());
    }

    private PooledStreamingProcessorConfiguration workingAs(StreamingProcessor processor) {
        return (configuration, builder) -> builder.initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(processor.segments())
                .batchSize(processor.batchSize())
                .coordinatorExecutor(threads(configuration, processor.name() + "-coordinator", 1))
                .workerExecutor(threads(configuration, processor.name(), processor.segments()))
                .claimExtensionThreshold(claims.renewal().toMillis())
                .tokenClaimInterval(claims.renewal().toMillis())
                .enableCoordinatorClaimExtension();
    }

    private static ScheduledExecutorService threads(Configuration configuration, String name, int count) {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(count, new AxonThreadFactory(name));
        configuration.onShutdown(threads::shutdown);
        return threads;
    }
}
