package dev.ordersaga.order.command;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Condition on the version of an order, under which a client's command takes effect (RFC 9110, 13.1).
 *
 * @param match the order must exist and have one of these versions; null without this condition
 * @param noneMatch the order must not exist, or have none of these versions; null without this condition
 */
public record Precondition(
        @Nullable Versions match, @Nullable Versions noneMatch) {

    /** @param any all versions, whatever {@code these} are */
    public record Versions(boolean any, Set<Long> these) {

        boolean include(long version) {
            return any || these.contains(version);
        }
    }

    /** @param version of the order; null if it does not exist */
    public boolean holdsFor(@Nullable Long version) {
        boolean matches = match == null || (version != null && match.include(version));
        return matches && (noneMatch == null || version == null || !noneMatch.include(version));
    }
}
