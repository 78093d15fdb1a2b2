package dev.ordersaga.payment.execution;

import dev.ordersaga.http.trace.TraceContext;
import java.util.Optional;
import org.slf4j.MDC;

/** Logging context (MDC) of a provider call: the order, and the trace of the original request. */
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
