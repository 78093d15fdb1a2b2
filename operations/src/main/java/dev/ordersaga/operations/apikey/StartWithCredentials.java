package dev.ordersaga.operations.apikey;

import dev.ordersaga.http.access.ApiKey;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.JwtSettings;
import dev.ordersaga.http.access.Scope;
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

/** Stores the initial API key at start, and refuses a start without any credentials. */
final class StartWithCredentials implements InitializingBean {

    static final String TENANT = "default";

    private final ApiKeyTable table;
    private final ApiKeySettings settings;
    private final JwtSettings jwt;
    private final Clock clock;
    private final Supplier<UUID> ids;

    StartWithCredentials(ApiKeyTable table, ApiKeySettings settings, JwtSettings jwt, Clock clock, Supplier<UUID> ids) {
        this.table = table;
        this.settings = settings;
        this.jwt = jwt;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws MissingCredentialsException if no client could be authenticated */
    @Override
    public void afterPropertiesSet() {
        @Nullable Resource file = settings.initialKey();
        if (file != null) {
            NewApiKey key = new NewApiKey(TENANT, Caller.FIRST_CLIENT, EnumSet.allOf(Scope.class), null);
            table.add(ids.get(), key, read(file).hash(), clock.instant());
        }
        if (!jwt.isEnabled() && !table.existsValid(clock.instant())) {
            throw new MissingCredentialsException();
        }
    }

    private static ApiKey read(Resource file) {
        try {
            return new ApiKey(file.getContentAsString(StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("operations.api-keys.initial-key cannot be read", e);
        }
    }
}
