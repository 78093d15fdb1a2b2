package dev.ordersaga.operations.apikey;

import dev.ordersaga.http.access.ApiKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes, rotates and revokes API keys, within the caller's transaction. The key itself is returned once and never stored. */
public final class ApiKeyAdministration {

    private static final int VALID_PER_CLIENT = 2;

    private final ApiKeyTable table;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final RandomGenerator random;

    /** @param random cryptographically strong */
    ApiKeyAdministration(ApiKeyTable table, Clock clock, Supplier<UUID> ids, RandomGenerator random) {
        this.table = table;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /** A new key with its id. */
    public record Made(UUID id, ApiKey key) {}

    /** A random key that is not stored yet. */
    public Made draw() {
        return new Made(ids.get(), ApiKey.generate(random));
    }

    /** Stores a key; false if the client has two valid ones. */
    public boolean make(Made made, NewApiKey key) {
        Instant now = clock.instant();
        if (table.lockValid(key.tenant(), key.client(), now).size() >= VALID_PER_CLIENT) {
            return false;
        }
        table.add(made.id(), key, made.key().hash(), now);
        return true;
    }

    /**
     * Stores a second key of the same client with the same scopes; the old one expires after the overlap.
     *
     * @return false if there is no such valid key, or if its client has another one
     */
    public boolean rotate(UUID old, Made made, Duration overlap) {
        Instant now = clock.instant();
        Optional<StoredApiKey> found = table.find(old);
        if (found.isEmpty()) {
            return false;
        }
        StoredApiKey key = found.get();
        List<StoredApiKey> valid = table.lockValid(key.caller().tenant(), key.client(), now);
        if (valid.size() != 1 || !valid.getFirst().id().equals(old)) {
            return false;
        }
        NewApiKey next = new NewApiKey(
                key.caller().tenant(),
                key.client(),
                key.caller().scopes(),
                key.expiresAt() == null ? null : now.plus(Duration.between(key.createdAt(), key.expiresAt())));
        table.add(made.id(), next, made.key().hash(), now);
        table.expire(old, now.plus(overlap));
        return true;
    }

    /** False if there is no such key, or if it was revoked before. */
    public boolean revoke(UUID id) {
        return table.revoke(id, clock.instant());
    }

    /** Newest first. */
    public List<StoredApiKey> list(int limit) {
        return table.list(limit);
    }
}
