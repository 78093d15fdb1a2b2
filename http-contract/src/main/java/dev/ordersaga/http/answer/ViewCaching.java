package dev.ordersaga.http.answer;

import org.springframework.http.HttpHeaders;

/** How views may be cached: only by the client itself, and never used without asking whether the tag still holds. */
public final class ViewCaching {

    private static final String PRIVATE_NO_CACHE = "private, no-cache";

    private ViewCaching() {}

    /** Replaces the default, which forbids keeping the answer at all. */
    public static void addTo(HttpHeaders headers) {
        headers.set(HttpHeaders.CACHE_CONTROL, PRIVATE_NO_CACHE);
    }
}
