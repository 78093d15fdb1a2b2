package dev.ordersaga.eventprocessing.processors;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Interceptor that adds the trace id and the sequence of an event to the logging context (MDC) while it is handled. */
record EventMdc<T extends EventMessage<?>>(SequencingPolicy<EventMessage<?>> sequence, String sequenceName)
        implements MessageHandlerInterceptor<T> {

    static final String TRACEPARENT = "traceparent";
    private static final String TRACE_ID = "traceId";
    /** W3C Trace Context: two digits of version, 32 of the trace id, 16 of the span id, two of flags, with dashes between. */
    private static final int TRACEPARENT_LENGTH = 55;

    private static final int TRACE_BEGIN = 3;
    private static final int TRACE_END = 35;

    @Override
    public @Nullable Object handle(UnitOfWork<? extends T> unitOfWork, InterceptorChain interceptorChain)
            throws Exception {
        T event = unitOfWork.getMessage();
        String traceBefore = MDC.get(TRACE_ID);
        String sequenceBefore = MDC.get(sequenceName);
        put(TRACE_ID, traceId(event));
        put(sequenceName, sequence.getSequenceIdentifierFor(event));
        try {
            return interceptorChain.proceed();
        } finally {
            put(TRACE_ID, traceBefore);
            put(sequenceName, sequenceBefore);
        }
    }

    private static @Nullable String traceId(EventMessage<?> event) {
        if (!(event.getMetaData().get(TRACEPARENT) instanceof String traceparent)) {
            return null;
        }
        return traceparent.length() >= TRACEPARENT_LENGTH && traceparent.charAt(TRACE_END) == '-'
                ? traceparent.substring(TRACE_BEGIN, TRACE_END)
                : null;
    }

    private static void put(String key, @Nullable Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value.toString());
        }
    }
}
