package dev.ordersaga.payment;

import dev.ordersaga.http.trace.TraceContext;
import java.util.Optional;
import org.slf4j.MDC;

/** Puts the order, and the trace of the request that it began with, into every log line of a call. */
final class ProviderCallMdc {

    private static final String ORDER_ID = "orderId";
    private static final String TRACEPARENT = "traceparent";

    private ProviderCallMdc() {}

    static void during(ScheduledCall scheduled, Runnable work) {
        MDC.put(ORDER_ID, scheduled.call().charge().orderId().toString());
        Optional<TraceContext.Scope> trace =
                TraceContext.parse(scheduled.correlation().get(TRACEPARENT)).map(TraceContext::open);
        try {
            work.run();
        } finally {
            trace.ifPresent(TraceContext.Scope::close);
            MDC.remove(ORDER_ID);
        }
    }
}
