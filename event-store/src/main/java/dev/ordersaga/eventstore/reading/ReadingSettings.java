package dev.ordersaga.eventstore.reading;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are read.
 *
 * @param batchSize maximum number of events that one statement fetches
 */
@ConfigurationProperties("event-store.reading")
record ReadingSettings(@DefaultValue("500") int batchSize) {}
