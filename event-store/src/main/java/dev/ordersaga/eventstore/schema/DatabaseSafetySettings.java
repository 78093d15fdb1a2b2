package dev.ordersaga.eventstore.schema;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the process refuses to work.
 *
 * @param maxClockSkew how far the process's clock may be from the database's
 */
@ConfigurationProperties("event-store.safety")
record DatabaseSafetySettings(@DefaultValue("2s") Duration maxClockSkew) {}
