package dev.ordersaga.payment.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Schedule and time ranges of reconciliation.
 *
 * @param every pause between two reconciliations of recent records
 * @param overlap how far a reconciliation reaches back before the end of the previous one: providers list records late
 * @param settle records younger than this are not reconciled yet: their answer may still be under way
 * @param fullEvery pause between two full reconciliations
 * @param fullWindow how far back a full reconciliation reaches; longer than an authorization is valid
 */
@ConfigurationProperties("payment-handler.reconciliation")
public record ReconciliationSettings(
        @DefaultValue("5m") Duration every,
        @DefaultValue("1h") Duration overlap,
        @DefaultValue("1m") Duration settle,
        @DefaultValue("24h") Duration fullEvery,
        @DefaultValue("8d") Duration fullWindow) {}
