package dev.ordersaga.standalone;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only the one-process start needs.
 *
 * @param dataFolder where PostgreSQL keeps its data, relative to the working directory; it survives restarts
 * @param databasePort port of PostgreSQL on loopback; 0 takes any free one
 */
@ConfigurationProperties("standalone")
public record StandaloneSettings(
        @DefaultValue(StandaloneSettings.DATA_FOLDER) Path dataFolder,
        @DefaultValue("0") int databasePort) {

    static final String DATA_FOLDER = "order-saga-data";
}
