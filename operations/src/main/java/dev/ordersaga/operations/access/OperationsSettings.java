package dev.ordersaga.operations.access;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the operators' port.
 *
 * @param port null for 8082, or for any free port if the management port is any free port (0)
 * @param address to listen on; any address but loopback requires operators
 * @param operators SHA-256 (hex) of each operator's token, by operator name. If empty, every client that reaches the port
 *     is accepted and names itself in the header {@code Operator}
 */
@ConfigurationProperties("operations")
public record OperationsSettings(
        @Nullable Integer port,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue Map<String, String> operators) {

    private static final Pattern SHA_256 = Pattern.compile("\\p{XDigit}{64}");

    public OperationsSettings {
        operators.forEach((name, hash) -> {
            if (!SHA_256.matcher(hash).matches()) {
                throw new IllegalArgumentException(
                        "operations.operators." + name + " must be the SHA-256 of the token: 64 hex digits");
            }
        });
    }
}
