package dev.ordersaga.eventprocessing.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/** Creates streaming processors that turn events that they cannot handle into dead letters. */
public final class DeadLetteringProcessorFactory {

    private final DeadLetterTables tables;
    private final FailureRecorder failures;
    private final Clock clock;
    private final DeadLetterRetrier retrier;

    DeadLetteringProcessorFactory(
            DeadLetterTables tables, FailureRecorder failures, Clock clock, DeadLetterRetrier retrier) {
        this.tables = tables;
        this.failures = failures;
        this.clock = clock;
        this.retrier = retrier;
    }

    /**
     * @param sequence determines which events wait when one of them fails; its identifiers are texts
     * @param loads the aggregate that the handlers of an event load, if any
     */
    public Named named(
            String processor, SequencingPolicy<EventMessage<?>> sequence, Function<Object, Optional<String>> loads) {
        return new Named(processor, sequence, loads);
    }

    /** Creates the processor of one name. */
    public final class Named {

        private final String name;
        private final SequencingPolicy<EventMessage<?>> sequence;
        private final Function<Object, Optional<String>> loads;
        private final BlockedSequenceCache blocked;
        private final MergedSegments merges = new MergedSegments();
        private volatile @Nullable DeadLetteringProcessor created;

        private Named(
                String name, SequencingPolicy<EventMessage<?>> sequence, Function<Object, Optional<String>> loads) {
            this.name = name;
            this.sequence = sequence;
            this.loads = loads;
            this.blocked = new BlockedSequenceCache(tables, name);
        }

        /** Must be called whenever a segment is claimed, with its token, before its first event is handled. */
        public void claimed(int segment, @Nullable TrackingToken token) {
            blocked.clear();
            merges.claimed(segment, token);
        }

        /** Releases segments, so that other processes claim them; this one does not for the given time. */
        public void release(List<Integer> segments, Duration pause) {
            DeadLetteringProcessor processor = created;
            if (processor != null) {
                segments.forEach(id -> processor.releaseSegment(id, pause.toMillis(), TimeUnit.MILLISECONDS));
            }
        }

        /** Events were added to its dead letters from outside. */
        public void redeliveryAdded() {
            blocked.clear();
            DeadLetteringProcessor processor = created;
            if (processor != null) {
                processor.deadLettersAdded();
            }
        }

        /** @param customizer sets everything that is not related to dead letters */
        public EventProcessor processor(
                Configuration axon,
                EventHandlerInvoker handlers,
                UnaryOperator<PooledStreamingEventProcessor.Builder> customizer) {
            var processing = axon.eventProcessingConfiguration();
            TokenStore tokens = processing.tokenStore(name);
            TransactionManager transactions = processing.transactionManager(name);
            var references = new EventReferences(name, sequence, axon.eventStore());
            var builder = PooledStreamingEventProcessor.builder()
                    .name(name)
                    .eventHandlerInvoker(new DeadLetteringInvoker(handlers, blocked, merges, tables, references, clock))
                    .rollbackConfiguration(processing.rollbackConfiguration(name))
                    .errorHandler(processing.errorHandler(name))
                    .messageMonitor(processing.messageMonitor(PooledStreamingEventProcessor.class, name))
                    .messageSource(axon.eventStore())
                    .spanFactory(axon.getComponent(EventProcessorSpanFactory.class));
            var processor = new DeadLetteringProcessor(
                    customizer.apply(builder),
                    tokens,
                    transactions,
                    references,
                    blocked,
                    failures,
                    new BatchPrefetch(references, loads));
            retrier.add(processor, transactions);
            created = processor;
            return processor;
        }
    }
}
