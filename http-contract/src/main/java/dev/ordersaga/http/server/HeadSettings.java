package dev.ordersaga.http.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of request heads; their sizes are part of the contract and no settings.
 *
 * @param headDeadline within which request line and headers must arrive after their first byte; checked once a second
 */
@ConfigurationProperties("http-contract")
public record HeadSettings(@DefaultValue("14s") Duration headDeadline) {

    public HeadSettings {
        if (!headDeadline.isPositive()) {
            throw new IllegalArgumentException("http-contract.head-deadline must be positive");
        }
    }
}
