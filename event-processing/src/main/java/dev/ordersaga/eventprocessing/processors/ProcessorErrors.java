package dev.ordersaga.eventprocessing.processors;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;

/** Error handlers that count and rethrow every exception of an event handler, so that its batch is rolled back. */
final class ProcessorErrors {

    private final Map<String, LongAdder> byProcessor = new ConcurrentHashMap<>();

    long of(String processor) {
        LongAdder errors = byProcessor.get(processor);
        return errors == null ? 0 : errors.sum();
    }

    List<String> processors() {
        return List.copyOf(byProcessor.keySet());
    }

    ListenerInvocationErrorHandler propagating(String processor) {
        LongAdder errors = byProcessor.computeIfAbsent(processor, name -> new LongAdder());
        return new ListenerInvocationErrorHandler() {
            @Override
            public void onError(Exception error, EventMessage<?> event, EventMessageHandler handler) throws Exception {
                errors.increment();
                throw error;
            }
        };
    }
}
