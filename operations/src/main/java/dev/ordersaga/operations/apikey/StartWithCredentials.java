package dev.ordersaga.operations.apikey;

import dev.ordersaga.http.access.ApiKey;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.JwtSettings;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.operations.secrets.PublishedApiKeys;
import dev.ordersaga.operations.secrets.PublishedSecretException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.Resource;

/** Stores the initial API key at start, and refuses a start without any credentials, or with published ones. */
final class StartWithCredentials implements InitializingBean {

    static final String TENANT = "default";
    private static final String SETTING = "operations.api-keys.initial-key";

    private final ApiKeyTable table;
    private final ApiKeySettings settings;
    private final JwtSettings jwt;
    private final PublishedApiKeys published;
    private final Clock clock;
    private final Supplier<UUID> ids;

    StartWithCredentials(
            ApiKeyTable table,
            ApiKeySettings settings,
            JwtSettings jwt,
            PublishedApiKeys published,
            Clock clock,
            Supplier<UUID> ids) {
        this.table = table;
        this.settings = settings;
        this.jwt = jwt;
        this.published = published;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @throws MissingCredentialsException if no client could be authenticated
     * @throws PublishedSecretException if others can reach this process and know a key
     */
    @Override
    public void afterPropertiesSet() {
        refuseStored();
        @Nullable Resource file = settings.initialKey();
        if (file != null) {
            add(read(file).hash());
        }
        if (!jwt.isEnabled() && !table.existsValid(clock.instant())) {
            throw new MissingCredentialsException();
        }
    }

    /** As after a start on loopback with such a key: it would be valid still. */
    private void refuseStored() {
        for (byte[] hash : published.refused()) {
            table.find(hash).filter(key -> key.isValidAt(clock.instant())).ifPresent(key -> {
                throw PublishedSecretException.ofStoredKey(key.id());
            });
        }
    }

    private void add(byte[] hash) {
        if (published.isRefused(hash)) {
            throw PublishedSecretException.ofKeyFile(SETTING);
        }
        NewApiKey key = new NewApiKey(TENANT, Caller.FIRST_CLIENT, EnumSet.allOf(Scope.class), null);
        table.add(ids.get(), key, hash, clock.instant());
    }

    private static ApiKey read(Resource file) {
        try {
            return new ApiKey(file.getContentAsString(StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(SETTING + " cannot be read", e);
        }
    }
}
