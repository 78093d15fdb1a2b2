package dev.ordersaga.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How our books are compared with the provider's.
 *
 * @param every the pause between two comparisons of what is new
 * @param overlap how far each goes back behind the end of the one before: providers show things late
 * @param settle what is younger is not compared yet: its answer may still be on the way
 * @param fullEvery the pause between two comparisons of everything
 * @param fullWindow how far back everything goes; longer than a reservation lives
 */
@ConfigurationProperties("payment-handler.reconciliation")
public record ReconciliationSettings(
        @DefaultValue("5m") Duration every,
        @DefaultValue("1h") Duration overlap,
        @DefaultValue("1m") Duration settle,
        @DefaultValue("24h") Duration fullEvery,
        @DefaultValue("8d") Duration fullWindow) {}
