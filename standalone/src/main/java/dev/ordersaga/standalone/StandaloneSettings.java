package dev.ordersaga.standalone;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the single-process launcher.
 *
 * @param dataFolder the data of PostgreSQL and of the Stripe simulator, relative to the working directory; kept across
 *     restarts
 * @param databasePort port of PostgreSQL on loopback; 0 takes a free one
 * @param databasePatience how long PostgreSQL may make no progress while it recovers from a crash, or stops; how long it takes
 *     is not limited
 */
@ConfigurationProperties("standalone")
public record StandaloneSettings(
        @DefaultValue(StandaloneSettings.DATA_FOLDER) Path dataFolder,
        @DefaultValue("0") int databasePort,
        @DefaultValue("2m") Duration databasePatience) {

    static final String DATA_FOLDER = "order-saga-data";
}
