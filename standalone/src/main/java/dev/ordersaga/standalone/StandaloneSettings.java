package dev.ordersaga.standalone;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the single-process launcher.
 *
 * @param dataFolder the data of PostgreSQL and of the Stripe simulator, relative to the working directory; kept across
 *     restarts
 * @param databasePort port of PostgreSQL on loopback; 0 takes a free one
 */
@ConfigurationProperties("standalone")
public record StandaloneSettings(
        @DefaultValue(StandaloneSettings.DATA_FOLDER) Path dataFolder,
        @DefaultValue("0") int databasePort) {

    static final String DATA_FOLDER = "order-saga-data";
}
