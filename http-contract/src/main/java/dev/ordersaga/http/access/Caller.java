package dev.ordersaga.http.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The authenticated caller of a request.
 *
 * @param tenant whose orders it may access; {@link #ALL_TENANTS} for operators of the installation
 * @param subject client of an API key ({@code key:shop}), or subject of a JWT
 * @param customerId only whose orders it may access; null for all orders of the tenant
 * @param scopes what it may do; of a customer at most those of {@link Role#CUSTOMER}; those for operators only of
 *     callers of all tenants, and with the first key
 */
public record Caller(
        String tenant, String subject, @Nullable String customerId, Set<Scope> scopes) {

    /** The tenant of callers that belong to none. */
    public static final String ALL_TENANTS = "*";

    /** The prefix of the subject of an API key; no JWT has it. */
    public static final String OF_KEY = "key:";

    /** The client of the first API key, which belongs to a tenant and administers the installation too. */
    public static final String FIRST_CLIENT = "initial";

    private static final Pattern TENANT = Pattern.compile("\\*|[a-z0-9][a-z0-9._-]{0,31}");
    private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,128}");
    private static final Pattern CUSTOMER = Pattern.compile("\\P{Cntrl}{1,64}");

    /** @throws IllegalArgumentException if a name has another form */
    public Caller {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException(
                    "a tenant is * or 1 to 32 lower-case letters, digits or . _ -, such as default");
        }
        if (!SUBJECT.matcher(subject).matches()) {
            throw new IllegalArgumentException("a subject has 1 to 128 visible ASCII characters");
        }
        if (customerId != null && !CUSTOMER.matcher(customerId).matches()) {
            throw new IllegalArgumentException(
                    "a customer id has 1 to 64 characters, none of them a control character");
        }
        if (customerId != null && tenant.equals(ALL_TENANTS)) {
            throw new IllegalArgumentException("a customer belongs to one tenant");
        }
        scopes = Set.copyOf(permitted(scopes, tenant, subject, customerId));
    }

    private static Set<Scope> permitted(Set<Scope> scopes, String tenant, String subject, @Nullable String customerId) {
        Set<Scope> permitted = EnumSet.noneOf(Scope.class);
        permitted.addAll(scopes);
        if (customerId != null) {
            permitted.retainAll(Role.CUSTOMER.scopes());
        }
        if (tenant.equals(ALL_TENANTS)) {
            // An order belongs to one tenant.
            permitted.remove(Scope.ORDERS_WRITE);
        } else if (!subject.equals(OF_KEY + FIRST_CLIENT)) {
            // The operators' API shows and changes what belongs to every tenant.
            permitted.removeIf(Scope::isOnInstallation);
        }
        return permitted;
    }

    /** The caller of the request that this thread processes; empty if nothing authenticated it. */
    public static Optional<Caller> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication authentication
                ? Optional.of(authentication.getPrincipal())
                : Optional.empty();
    }

    /** Unique among all callers, and the same for all keys of a client. */
    public String id() {
        return tenant + '/' + subject + (customerId == null ? "" : '/' + customerId);
    }

    public boolean isOfAllTenants() {
        return tenant.equals(ALL_TENANTS);
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }
}
