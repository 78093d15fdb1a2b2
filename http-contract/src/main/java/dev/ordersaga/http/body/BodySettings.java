package dev.ordersaga.http.body;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of request bodies; their sizes are part of the contract and no settings.
 *
 * @param bodyDeadline within which a whole body must arrive; Tomcat looks once a second
 */
@ConfigurationProperties("http-contract")
public record BodySettings(@DefaultValue("14s") Duration bodyDeadline) {

    public BodySettings {
        if (!bodyDeadline.isPositive()) {
            throw new IllegalArgumentException("http-contract.body-deadline must be positive");
        }
    }
}
