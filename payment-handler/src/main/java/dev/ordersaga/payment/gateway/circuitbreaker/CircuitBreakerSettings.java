package dev.ordersaga.payment.gateway.circuitbreaker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Circuit breaker and bulkhead of each provider. Each process counts for itself.
 *
 * @param maxConcurrentCalls calls to one provider at a time; below {@code event-processing.tasks.threads}, so that
 *     threads are left for the rest of the service
 * @param maxWait how long a call waits for the bulkhead before it is postponed
 * @param window period over which the failure rate is measured
 * @param minimumCalls calls in the window below which the circuit breaker stays closed
 * @param failureRatePercent share of failed calls that opens the circuit breaker
 * @param slowCallDuration a call that takes longer counts as slow
 * @param slowCallRatePercent share of slow calls that opens the circuit breaker
 * @param openDuration how long the circuit breaker stays open before trial calls
 */
@ConfigurationProperties("payment-handler.circuit-breaker")
public record CircuitBreakerSettings(
        @DefaultValue("24") int maxConcurrentCalls,
        @DefaultValue("2s") Duration maxWait,
        @DefaultValue("30s") Duration window,
        @DefaultValue("20") int minimumCalls,
        @DefaultValue("50") int failureRatePercent,
        @DefaultValue("5s") Duration slowCallDuration,
        @DefaultValue("80") int slowCallRatePercent,
        @DefaultValue("5s") Duration openDuration) {}
