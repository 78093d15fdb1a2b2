package dev.ordersaga.operations.apikey;

import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Role;
import dev.ordersaga.operations.apikey.ApiKeyAdministration.Made;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.PropertyResolver;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Command line for API keys, for an installation without one: {@code api-key create}, {@code list}, {@code rotate} and
 * {@code revoke}. It prints a key once; what is stored cannot be turned back into it.
 */
final class ApiKeyCommand {

    private static final String USAGE = """
            api-key create --client=<name> --role=MERCHANT [--tenant=default] [--expires-in=90d]
            api-key create --client=<name> --role=OPERATOR|ADMIN [--expires-in=90d]
            api-key generate
            api-key list
            api-key rotate --id=<id> [--overlap=24h]
            api-key revoke --id=<id>""";

    private static final int MAX_LISTED = 1000;

    private final ApiKeyAdministration keys;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final PrintStream out;

    ApiKeyCommand(ApiKeyAdministration keys, TransactionOperations transactions, Clock clock, PrintStream out) {
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
        this.out = out;
    }

    /** @throws IllegalArgumentException with the usage, if an option is missing or nothing was done */
    void run(String action, PropertyResolver options) {
        switch (action) {
            case "create" -> create(options);
            case "list" -> keys.list(MAX_LISTED).forEach(this::print);
            case "rotate" -> rotate(required(options, "id"), options.getProperty("overlap", "24h"));
            case "revoke" -> revoke(required(options, "id"));
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private void create(PropertyResolver options) {
        Role role = Role.valueOf(required(options, "role").toUpperCase(Locale.ROOT));
        @Nullable String expiresIn = options.getProperty("expires-in");
        Instant expiresAt = expiresIn == null ? null : clock.instant().plus(DurationStyle.detectAndParse(expiresIn));
        NewApiKey key = new NewApiKey(tenant(role, options), required(options, "client"), role.scopes(), expiresAt);
        Made made = keys.draw();
        finish(transactions.execute(status -> keys.make(made, key)), made, "The client has two valid keys already.");
    }

    private static String tenant(Role role, PropertyResolver options) {
        return switch (role) {
            case CUSTOMER -> throw new IllegalArgumentException(USAGE);
            case MERCHANT -> options.getProperty("tenant", StartWithCredentials.TENANT);
            case OPERATOR, ADMIN -> {
                if (options.containsProperty("tenant")) {
                    throw new IllegalArgumentException(
                            "Operators and administrators belong to the installation: leave --tenant out.");
                }
                yield Caller.ALL_TENANTS;
            }
        };
    }

    private void rotate(String id, String overlap) {
        Duration duration = DurationStyle.detectAndParse(overlap);
        Made made = keys.draw();
        finish(
                transactions.execute(status -> keys.rotate(UUID.fromString(id), made, duration)),
                made,
                "There is no valid key with this id, or its client has two.");
    }

    private void finish(@Nullable Boolean isDone, Made made, String otherwise) {
        if (!Boolean.TRUE.equals(isDone)) {
            throw new IllegalArgumentException(otherwise);
        }
        out.printf(
                "id   %s%nkey  %s%nThe key is shown this once.%n",
                made.id(), made.key().text());
    }

    private void revoke(String id) {
        boolean isRevoked = Boolean.TRUE.equals(transactions.execute(status -> keys.revoke(UUID.fromString(id))));
        if (!isRevoked) {
            throw new IllegalArgumentException("There is no key with this id that is not revoked yet.");
        }
        out.println("Revoked. It is refused everywhere within seconds.");
    }

    private void print(StoredApiKey key) {
        String state = key.isValidAt(clock.instant()) ? "valid" : "ended";
        out.printf("%s  %s  %s  last used %s%n", key.id(), state, key.caller(), key.lastUsedAt());
    }

    private static String required(PropertyResolver options, String name) {
        String value = options.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(USAGE);
        }
        return value;
    }
}
