package dev.ordersaga.stockaxon;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Axon's own configuration offers for throughput; the defaults are Axon's.
 *
 * @param segments segments of each processor
 * @param batchSize events that a processor handles in one transaction
 * @param workers threads of each processor
 * @param cachedEvents newest events that the event store keeps for processors
 * @param engineBatchSize events that the engine reads with one statement
 */
@ConfigurationProperties("stock-axon")
public record StockAxonSettings(
        @DefaultValue("16") int segments,
        @DefaultValue("1") int batchSize,
        @DefaultValue("4") int workers,
        @DefaultValue("10000") int cachedEvents,
        @DefaultValue("100") int engineBatchSize) {}
