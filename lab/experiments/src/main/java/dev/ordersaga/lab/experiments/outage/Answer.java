package dev.ordersaga.lab.experiments.outage;

/**
 * What became of one request.
 *
 * @param kind what was asked
 * @param path which order
 * @param sentMillis when, in milliseconds of {@link System#nanoTime}
 * @param status the HTTP status; 0 if there was no answer
 * @param saysWhenToRetry whether there was a {@code Retry-After}
 * @param micros how long it took, in microseconds
 */
record Answer(Kind kind, String path, long sentMillis, int status, boolean saysWhenToRetry, long micros) {

    /** What can be asked. */
    enum Kind {
        PLACE,
        POLL,
        LIVENESS,
        READINESS
    }

    boolean isAccepted() {
        return status == 200 || status == 202;
    }

    /** 503 with the time after which it is worth trying again. */
    boolean isRefusal() {
        return status == 503 && saysWhenToRetry;
    }
}
