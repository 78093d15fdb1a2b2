package dev.ordersaga.payment;

import dev.ordersaga.payment.ProviderCall.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Supplier;

/** Counts what payments come to and how providers behave. Meter and tag names are for dashboards: keep them. */
final class PaymentMetrics {

    private final MeterRegistry registry;

    PaymentMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** An outcome was recorded. */
    void count(ProviderOutcome outcome) {
        registry.counter("payment.attempts", "outcome", outcome.kind()).increment();
    }

    /** Makes the call and times it, also when it fails. */
    ProviderOutcome timed(Operation operation, Supplier<ProviderOutcome> call) {
        Timer.Sample sample = Timer.start(registry);
        String result = "failed";
        try {
            ProviderOutcome answer = call.get();
            result = answer.kind();
            return answer;
        } finally {
            sample.stop(registry.timer("payment.calls", "operation", tag(operation), "result", result));
        }
    }

    /** A message of a provider came. */
    void noticed(String result) {
        registry.counter("payment.notices", "result", result).increment();
    }

    void retried(Operation operation) {
        registry.counter("payment.calls.retries", "operation", tag(operation)).increment();
    }

    void givenUp(Operation operation) {
        registry.counter("payment.calls.given.up", "operation", tag(operation)).increment();
    }

    private static String tag(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }
}
