package dev.ordersaga.eventstore.processing;

import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Registers streaming processors the one way that loses nothing: they start at the first event ever stored, errors
 * propagate and are retried with back-off (Axon's default logs them and goes on), and the tokens are in the service's
 * schema.
 */
public final class StreamingProcessors {

    private final ServiceSchemas schemas;

    public StreamingProcessors(ServiceSchemas schemas) {
        this.schemas = schemas;
    }

    /** Adds {@code processor}; its handlers or saga are registered by the caller under the same processing group. */
    public void register(EventProcessingConfigurer configurer, StreamingProcessor processor) {
        String name = processor.name();
        configurer
                .registerPooledStreamingEventProcessor(
                        name,
                        Configuration::eventStore,
                        (configuration, builder) -> builder.initialToken(StreamableMessageSource::createTailToken)
                                .initialSegmentCount(processor.segments())
                                .batchSize(processor.batchSize())
                                .enableCoordinatorClaimExtension())
                .registerTokenStore(name, configuration -> schemas.tokens(processor.schema()))
                .registerSequencingPolicy(name, configuration -> processor.sequence())
                .registerListenerInvocationErrorHandler(name, configuration -> PropagatingErrorHandler.instance())
                .registerErrorHandler(name, configuration -> PropagatingErrorHandler.instance());
    }
}
