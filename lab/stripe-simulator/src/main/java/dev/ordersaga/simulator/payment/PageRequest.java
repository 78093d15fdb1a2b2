package dev.ordersaga.simulator.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a page.
 *
 * @param from earliest creation, whole seconds, null for any
 * @param to latest creation, whole seconds, null for any
 * @param after the id before the page's first, null for the newest
 * @param before the id after the page's last, null for none
 */
public record PageRequest(
        int limit,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable String after,
        @Nullable String before) {

    boolean covers(Instant created) {
        long second = created.getEpochSecond();
        return (from == null || second >= from) && (to == null || second <= to);
    }
}
