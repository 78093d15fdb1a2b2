package dev.ordersaga.payment.gateway.circuitbreaker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is asked of a provider, and when it is left alone. Each process counts for itself.
 *
 * @param callsAtATime how many calls run at a time; below {@code event-processing.tasks.threads}, so that the rest of the service has some
 * @param waitForATurn how long a call waits for its turn before it is postponed
 * @param window the time over which calls are judged
 * @param leastCalls fewer calls in that time are no reason to judge
 * @param failedPercent from this share of failed calls on there is a pause
 * @param slowAfter what takes longer counts as slow
 * @param slowPercent from this share of slow calls on there is a pause
 * @param pause how long nothing is asked; then a few calls find out whether the provider is well again
 */
@ConfigurationProperties("payment-handler.circuit-breaker")
public record CircuitBreakerSettings(
        @DefaultValue("24") int callsAtATime,
        @DefaultValue("2s") Duration waitForATurn,
        @DefaultValue("30s") Duration window,
        @DefaultValue("20") int leastCalls,
        @DefaultValue("50") int failedPercent,
        @DefaultValue("5s") Duration slowAfter,
        @DefaultValue("80") int slowPercent,
        @DefaultValue("5s") Duration pause) {}
