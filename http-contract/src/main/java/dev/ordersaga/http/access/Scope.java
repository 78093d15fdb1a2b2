package dev.ordersaga.http.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a caller may do (OAuth 2.0 scope). */
public enum Scope {
    ORDERS_READ("orders:read"),
    /** Place orders, and choose another payment method. The client names the price: for back ends only. */
    ORDERS_WRITE("orders:write"),
    ORDERS_CANCEL("orders:cancel"),
    ORDERS_SHIP("orders:ship"),
    PAYMENTS_REFUND("payments:refund"),
    /** Export everything that is stored about a customer. */
    CUSTOMERS_READ("customers:read"),
    WEBHOOKS_MANAGE("webhooks:manage"),
    OPS_READ("ops:read"),
    OPS_WRITE("ops:write"),
    /** Actions that can lose or falsify something, erasures, and API keys. */
    OPS_ADMIN("ops:admin");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** As in tokens: {@code orders:read}. */
    public String text() {
        return text;
    }

    /** Whether it is for the operators' API, which knows no tenants. */
    boolean isOnInstallation() {
        return text.startsWith("ops:");
    }

    /** Empty if it is none of this system's. */
    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /** The known ones of a list that is separated by blanks; others are for other systems. */
    public static Set<Scope> known(String texts) {
        Set<Scope> known = EnumSet.noneOf(Scope.class);
        for (String text : texts.split(" ", -1)) {
            of(text).ifPresent(known::add);
        }
        return known;
    }
}
