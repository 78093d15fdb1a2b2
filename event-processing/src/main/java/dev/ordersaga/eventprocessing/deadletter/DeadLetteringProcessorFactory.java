package dev.ordersaga.eventprocessing.deadletter;

import java.time.Clock;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/** Makes processors that set aside what they cannot handle. */
public final class DeadLetteringProcessorFactory {

    private final DeadLetterTables tables;
    private final DeadLetterSettings settings;
    private final Clock clock;
    private final DeadLetterRetrier retries;

    DeadLetteringProcessorFactory(
            DeadLetterTables tables, DeadLetterSettings settings, Clock clock, DeadLetterRetrier retries) {
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
        this.retries = retries;
    }

    /** What one processor remembers of its quarantine. */
    public final class Quarantined {

        private final String name;
        private final SequencingPolicy<EventMessage<?>> sequence;
        private final BlockedSequenceCache waiting;
        private volatile @Nullable DeadLetteringProcessor built;

        private Quarantined(String name, SequencingPolicy<EventMessage<?>> sequence) {
            this.name = name;
            this.sequence = sequence;
            this.waiting = new BlockedSequenceCache(tables, name);
        }

        /** To be told whenever a segment is claimed, before its first event is handled. */
        public IntConsumer claims() {
            return waiting::claimed;
        }

        /** Something was put into its quarantine by somebody else. */
        public void lookAgain() {
            waiting.forget();
            DeadLetteringProcessor processor = built;
            if (processor != null) {
                processor.hasMore();
            }
        }

        /** @param working how it works otherwise */
        public EventProcessor processor(
                Configuration axon,
                EventHandlerInvoker handlers,
                UnaryOperator<PooledStreamingEventProcessor.Builder> working) {
            var processing = axon.eventProcessingConfiguration();
            TokenStore tokens = processing.tokenStore(name);
            TransactionManager transactions = processing.transactionManager(name);
            var references = new EventReferences(name, sequence, axon.eventStore());
            var builder = PooledStreamingEventProcessor.builder()
                    .name(name)
                    .eventHandlerInvoker(new DeadLetteringInvoker(handlers, waiting, tables, references, clock))
                    .rollbackConfiguration(processing.rollbackConfiguration(name))
                    .errorHandler(processing.errorHandler(name))
                    .messageMonitor(processing.messageMonitor(PooledStreamingEventProcessor.class, name))
                    .messageSource(axon.eventStore())
                    .spanFactory(axon.getComponent(EventProcessorSpanFactory.class));
            var ward = new DeadLetterPolicy(tables, waiting, settings, clock);
            var processor = new DeadLetteringProcessor(working.apply(builder), tokens, transactions, references, ward);
            retries.lookAfter(processor, ward, transactions);
            built = processor;
            return processor;
        }
    }

    /** @param sequence which events have to wait when one of them fails; its answers are texts */
    public Quarantined named(String processor, SequencingPolicy<EventMessage<?>> sequence) {
        return new Quarantined(processor, sequence);
    }
}
