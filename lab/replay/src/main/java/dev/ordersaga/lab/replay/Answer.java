package dev.ordersaga.lab.replay;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What the service said.
 *
 * @param retryAfter null when the answer has no such header
 * @param entityTag null when the answer has none
 * @param took from the last attempt's sending to its answer
 * @param firstSent when the first attempt was sent, in the nanoseconds of {@link ReplayTime#nanos}
 */
record Answer(
        int status,
        @Nullable Duration retryAfter,
        @Nullable String entityTag,
        String body,
        Duration took,
        long firstSent) {

    static Answer of(HttpResponse<String> response, Instant now, Duration took, long firstSent) {
        HttpHeaders headers = response.headers();
        return new Answer(
                response.statusCode(),
                headers.firstValue("Retry-After")
                        .map(value -> retryAfter(value, now))
                        .orElse(null),
                headers.firstValue("ETag").orElse(null),
                response.body(),
                took,
                firstSent);
    }

    /** Whether the same request may get another answer later. */
    boolean isWorthRepeating() {
        return switch (status) {
            case 408, 425, 429, 500, 502, 503, 504 -> true;
            // The first request with this key or id is still running; a final conflict names no time.
            case 409 -> retryAfter != null;
            default -> false;
        };
    }

    /** Seconds or a date; a value that is neither counts as a wish to wait without a time. */
    static Duration retryAfter(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
