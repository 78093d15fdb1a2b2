package dev.ordersaga.operations.apikey;

import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API key to be made. Its client is a back end or an operator: customers have JWT, and their ids are not stored here.
 *
 * @param client name of the client that will use it
 * @param expiresAt null if it does not expire
 */
public record NewApiKey(
        String tenant,
        String client,
        Set<Scope> scopes,
        @Nullable Instant expiresAt) {

    /** The form of a client's name. */
    public static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException if a name has another form, or if no scope is left */
    public NewApiKey {
        if (!CLIENT.matcher(client).matches()) {
            throw new IllegalArgumentException("a client's name has 1 to 64 letters, digits or . _ -");
        }
        if (caller(tenant, client, scopes).scopes().isEmpty()) {
            throw new IllegalArgumentException("a key needs at least one scope that its tenant permits");
        }
    }

    /** The caller with this key. */
    Caller caller() {
        return caller(tenant, client, scopes);
    }

    static Caller caller(String tenant, String client, Set<Scope> scopes) {
        return new Caller(tenant, Caller.OF_KEY + client, null, scopes);
    }
}
