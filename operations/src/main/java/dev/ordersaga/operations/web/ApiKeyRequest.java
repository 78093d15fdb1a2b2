package dev.ordersaga.operations.web;

import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Role;
import dev.ordersaga.http.body.Fields;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.operations.apikey.NewApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /operations/api-keys}, parsed and validated. */
record ApiKeyRequest(NewApiKey key, String reason) {

    private static final String DEFAULT_TENANT = "default";
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
    private static final int MAX_TENANT = 32;
    private static final int MAX_DAYS = 3650;

    static ApiKeyRequest read(JsonBody body, Instant now) {
        return body.read(fields -> request(fields, now));
    }

    private static Supplier<ApiKeyRequest> request(Fields fields, Instant now) {
        String client = fields.matching("client", NewApiKey.CLIENT, "1 to 64 letters, digits or . _ -");
        Role role = fields.oneOf("role", Role.class, Role.MERCHANT);
        int days = fields.integer("days", 1, MAX_DAYS);
        String reason = Actions.reason(fields);
        String tenant = tenant(fields, role);
        if (role == Role.CUSTOMER) {
            fields.refuse("role", FieldCode.UNKNOWN_VALUE, "Customers have JWT.");
        }
        return () -> new ApiKeyRequest(
                new NewApiKey(tenant, client, role.scopes(), now.plus(Duration.ofDays(days))), reason);
    }

    /** Operators belong to no tenant. */
    private static String tenant(Fields fields, Role role) {
        @Nullable String given = fields.optionalText("tenant", MAX_TENANT);
        if (given != null && !TENANT.matcher(given).matches()) {
            fields.refuse("tenant", FieldCode.INVALID_FORMAT, "1 to 32 lower-case letters, digits or . _ -");
        }
        return switch (role) {
            case CUSTOMER, MERCHANT -> given == null ? DEFAULT_TENANT : given;
            case OPERATOR, ADMIN -> Caller.ALL_TENANTS;
        };
    }
}
