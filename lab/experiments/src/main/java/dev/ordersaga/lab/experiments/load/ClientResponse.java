package dev.ordersaga.lab.experiments.load;

/**
 * The outcome of one request.
 *
 * @param kind of the request
 * @param path of the order or health check
 * @param sentMillis time of sending, in milliseconds of {@link System#nanoTime}
 * @param status the HTTP status; 0 without a response
 * @param hasRetryAfter whether there was a {@code Retry-After}
 * @param micros latency in microseconds
 */
public record ClientResponse(Kind kind, String path, long sentMillis, int status, boolean hasRetryAfter, long micros) {

    /** Kinds of requests. */
    public enum Kind {
        PLACE,
        POLL,
        LIVENESS,
        READINESS
    }

    public boolean isOk() {
        return status == 200 || status == 202;
    }

    /** 503 with {@code Retry-After}. */
    public boolean isUnavailable() {
        return status == 503 && hasRetryAfter;
    }
}
