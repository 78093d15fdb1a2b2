package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.wire.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to the Stripe API, parsed but not yet validated.
 *
 * @param segments the path without {@code /v1}
 * @param parameters of the form body, or of the query string of a GET
 * @param apiKey null without authentication
 * @param key the idempotency key, null when there is none
 * @param version requested API version, null for the account's
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
