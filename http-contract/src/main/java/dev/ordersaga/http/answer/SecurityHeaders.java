package dev.ordersaga.http.answer;

import jakarta.servlet.http.HttpServletResponse;

/** The headers of every answer: nothing of it is to be framed, sniffed, run as a page or kept. */
public final class SecurityHeaders {

    private SecurityHeaders() {}

    /** Sets them; whoever answers may replace {@code Cache-Control} afterwards. */
    public static void addTo(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
    }
}
