package dev.ordersaga.eventprocessing.processors;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a message hands on to the messages that its handling causes.
 *
 * @param keys the metadata keys that are copied, if present
 */
@ConfigurationProperties("event-processing.correlation")
record CorrelationSettings(@DefaultValue("traceparent") List<String> keys) {}
