package dev.ordersaga.eventprocessing.processors;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Correlation data that messages pass on to the messages that their handling causes.
 *
 * @param keys metadata keys that are copied, if present
 */
@ConfigurationProperties("event-processing.correlation")
record CorrelationSettings(@DefaultValue("traceparent") List<String> keys) {}
