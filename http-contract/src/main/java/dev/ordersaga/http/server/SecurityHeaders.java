package dev.ordersaga.http.server;

import jakarta.servlet.http.HttpServletResponse;

/** Security headers of every response: it must not be framed, sniffed, executed as a page or cached. */
public final class SecurityHeaders {

    private SecurityHeaders() {}

    /** Sets them; a controller may replace {@code Cache-Control} afterwards. */
    public static void addTo(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
    }
}
