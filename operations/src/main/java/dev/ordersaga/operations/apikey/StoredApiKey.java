package dev.ordersaga.operations.apikey;

import dev.ordersaga.http.access.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of an API key.
 *
 * @param client name of the client that uses it
 * @param expiresAt null if it does not expire
 * @param revokedAt null unless it is revoked
 * @param lastUsedAt to the minute; null before its first use
 */
public record StoredApiKey(
        UUID id,
        String client,
        Caller caller,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    boolean isValidAt(Instant time) {
        return revokedAt == null && (expiresAt == null || time.isBefore(expiresAt));
    }
}
