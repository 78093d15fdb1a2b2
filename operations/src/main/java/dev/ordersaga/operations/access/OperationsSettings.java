package dev.ordersaga.operations.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where operators are let in.
 *
 * @param port null for 8082, or for any free one where the management port is any free one
 * @param address where it listens; another one than loopback needs operators
 * @param operators by name, the SHA-256 of their token in hex. If there are none, whoever reaches the port is let in and
 *     says who he is
 */
@ConfigurationProperties("operations")
public record OperationsSettings(
        @Nullable Integer port,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue Map<String, String> operators) {}
