package dev.ordersaga.payment.execution;

import dev.ordersaga.payment.ProviderCall;
import dev.ordersaga.payment.ProviderOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Supplier;

/** Counters of payment outcomes and timers of provider calls. Dashboards depend on the names of meters and tags. */
final class ProviderCallMetrics {

    private static final String PROVIDER = "provider";

    private final MeterRegistry registry;

    ProviderCallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts a recorded outcome. */
    void recorded(String provider, ProviderOutcome outcome) {
        registry.counter("payment.attempts", PROVIDER, provider, "outcome", outcome.kind())
                .increment();
    }

    /** Makes the call and times it, also when it fails. */
    ProviderOutcome timed(ProviderCall call, Supplier<ProviderOutcome> work) {
        Timer.Sample sample = Timer.start(registry);
        String result = "failed";
        try {
            ProviderOutcome outcome = work.get();
            result = outcome.kind();
            return outcome;
        } finally {
            sample.stop(registry.timer(
                    "payment.calls", PROVIDER, call.provider(), "operation", operation(call), "result", result));
        }
    }

    void retried(ProviderCall call) {
        registry.counter("payment.calls.retries", PROVIDER, call.provider(), "operation", operation(call))
                .increment();
    }

    void givenUp(ProviderCall call) {
        registry.counter("payment.calls.given.up", PROVIDER, call.provider(), "operation", operation(call))
                .increment();
    }

    private static String operation(ProviderCall call) {
        return call.operation().name().toLowerCase(Locale.ROOT);
    }
}
