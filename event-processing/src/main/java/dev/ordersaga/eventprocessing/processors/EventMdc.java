package dev.ordersaga.eventprocessing.processors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    /** W3C Trace Context: version, trace id, span id, flags. */
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

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
        Matcher trace = TRACE.matcher(traceparent);
        return trace.matches() ? trace.group(1) : null;
    }

    private static void put(String key, @Nullable Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value.toString());
        }
    }
}
