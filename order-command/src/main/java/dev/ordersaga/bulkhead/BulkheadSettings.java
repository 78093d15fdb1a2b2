package dev.ordersaga.bulkhead;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the bulkhead for requests that place orders.
 *
 * @param places how many of them compute at the same time; 0 for the number of processors
 */
@ConfigurationProperties("order-command.bulkhead")
record BulkheadSettings(@DefaultValue("0") int places) {

    BulkheadSettings {
        if (places < 0) {
            throw new IllegalArgumentException("order-command.bulkhead.places must not be negative");
        }
    }

    int effectivePlaces() {
        return places == 0 ? Runtime.getRuntime().availableProcessors() : places;
    }
}
