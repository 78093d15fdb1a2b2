package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.wire.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to Stripe's part of the interface, read but not yet understood.
 *
 * @param segments the path without {@code /v1}
 * @param parameters of the form body, or of the query of a GET
 * @param apiKey what the caller authenticates with, null when it does not
 * @param key the idempotency key, null when there is none
 * @param version the API version asked for, null for the account's own
 */
record Request(
        String id,
        String method,
        String path,
        List<String> segments,
        Parameters parameters,
        @Nullable String apiKey,
        @Nullable String key,
        @Nullable String version) {}
