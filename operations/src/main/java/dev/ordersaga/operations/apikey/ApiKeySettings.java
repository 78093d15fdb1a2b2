package dev.ordersaga.operations.apikey;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Settings of API keys.
 *
 * @param initialKey file with an API key that is stored at start unless it is known: for the first start of an installation.
 *     It may do everything for the tenant {@code default}, and administers the installation
 * @param overlap how long the old key of a client stays valid after a rotation
 */
@ConfigurationProperties("operations.api-keys")
public record ApiKeySettings(
        @Nullable Resource initialKey, @DefaultValue("24h") Duration overlap) {

    public ApiKeySettings {
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("operations.api-keys.overlap must not be negative");
        }
    }
}
