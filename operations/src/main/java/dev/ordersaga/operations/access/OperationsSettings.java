package dev.ordersaga.operations.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the operators' port.
 *
 * @param port null for 8082, or for any free port if the management port is any free port (0)
 * @param address to listen on
 */
@ConfigurationProperties("operations")
public record OperationsSettings(
        @Nullable Integer port, @DefaultValue("127.0.0.1") String address) {}
