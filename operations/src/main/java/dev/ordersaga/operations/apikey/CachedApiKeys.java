package dev.ordersaga.operations.apikey;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.ordersaga.http.access.ApiKey;
import dev.ordersaga.http.access.ApiKeys;
import dev.ordersaga.http.access.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Verifies API keys from memory. A key in use is read again every few seconds in the background, so that no request waits
 * for the database and a revocation is seen within seconds.
 */
final class CachedApiKeys implements ApiKeys {

    /** A key in use is read again after this time. */
    static final Duration REFRESH = Duration.ofSeconds(2);
    /** What is older is never used. */
    static final Duration OLDEST = Duration.ofSeconds(6);
    /** Precision of the last use. */
    static final Duration USE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CachedApiKeys.class);
    private static final int MAX_KEYS = 10_000;

    private final ApiKeyTable table;
    private final Clock clock;
    private final Executor background;
    private final LoadingCache<String, Optional<StoredApiKey>> keys;

    /** @param background reads keys again and notes their use */
    CachedApiKeys(ApiKeyTable table, Clock clock, Executor background, Ticker ticker) {
        this.table = table;
        this.clock = clock;
        this.background = background;
        keys = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .refreshAfterWrite(REFRESH)
                .expireAfterWrite(OLDEST)
                .executor(background)
                .ticker(ticker)
                .build(this::load);
    }

    @Override
    public Optional<Caller> find(ApiKey key, Runnable beforeLookUp) {
        Instant now = clock.instant();
        return keys.get(HexFormat.of().formatHex(key.hash()), hash -> {
                    beforeLookUp.run();
                    return load(hash);
                })
                .filter(stored -> stored.isValidAt(now))
                .map(StoredApiKey::caller);
    }

    /** Unknown keys are kept too. */
    private Optional<StoredApiKey> load(String hash) {
        Optional<StoredApiKey> found = table.find(HexFormat.of().parseHex(hash));
        found.ifPresent(this::noteUse);
        return found;
    }

    private void noteUse(StoredApiKey key) {
        Instant now = clock.instant();
        Instant before = now.minus(USE);
        boolean isDue = key.lastUsedAt() == null || !key.lastUsedAt().isAfter(before);
        if (!isDue || !key.isValidAt(now)) {
            return;
        }
        try {
            background.execute(() -> write(key, now, before));
        } catch (RejectedExecutionException e) {
            LOG.debug("The process stops", e);
        }
    }

    private void write(StoredApiKey key, Instant now, Instant before) {
        try {
            table.used(key.id(), now, before);
        } catch (DataAccessException e) {
            LOG.debug("The use of a key is not noted", e);
        }
    }
}
