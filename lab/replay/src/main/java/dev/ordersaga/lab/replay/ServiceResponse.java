package dev.ordersaga.lab.replay;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP response of the service.
 *
 * @param retryAfter null when it has no such header
 * @param entityTag null when it has none
 * @param latency from sending the last attempt to its response
 * @param firstSent when the first attempt was sent, in {@link ReplayTime#nanos}
 */
record ServiceResponse(
        int status,
        @Nullable Duration retryAfter,
        @Nullable String entityTag,
        String body,
        Duration latency,
        long firstSent) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern INDEX = Pattern.compile("/\\d+(?=/|$)");

    static ServiceResponse of(HttpResponse<String> response, Instant now, Duration latency, long firstSent) {
        HttpHeaders headers = response.headers();
        return new ServiceResponse(
                response.statusCode(),
                headers.firstValue("Retry-After")
                        .map(value -> retryAfter(value, now))
                        .orElse(null),
                headers.firstValue("ETag").orElse(null),
                response.body(),
                latency,
                firstSent);
    }

    /** Whether the same request may get another response later. */
    boolean isRetryable() {
        return switch (status) {
            case 408, 425, 429, 500, 502, 503, 504 -> true;
            // The first request with this key or id is still running; a final conflict has no Retry-After.
            case 409 -> retryAfter != null;
            default -> false;
        };
    }

    /** Parses seconds or a date; any other value counts as zero. */
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

    /** Reads the body as a problem document (RFC 9457); without one, the code is the HTTP status. */
    Problem problem() {
        String noCode = "status " + status;
        try {
            JsonNode problem = JSON.readTree(body);
            Set<String> faults = new TreeSet<>();
            for (JsonNode error : problem.path("errors")) {
                String pointer = error.path("pointer").asString("");
                faults.add(INDEX.matcher(pointer).replaceAll("/*")
                        + ' '
                        + error.path("code").asString(""));
            }
            return new Problem(problem.path("code").asString(noCode), List.copyOf(faults));
        } catch (JacksonException e) {
            return new Problem(noCode, List.of());
        }
    }

    /**
     * Problem document, normalized for counting.
     *
     * @param faults JSON pointer and code of each error, indexes as {@code *}, sorted and without duplicates
     */
    record Problem(String code, List<String> faults) {}
}
