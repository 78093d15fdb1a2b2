package dev.ordersaga.lab.experiments.load;

import dev.ordersaga.lab.experiments.load.OrderLoad.Polling;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Polls an order until a response shows it confirmed. */
public final class ConfirmationPoll {

    private static final String CONFIRMED = "\"status\":\"" + OrderReader.CONFIRMED + "\"";
    private static final String REJECTED = "\"status\":\"REJECTED\"";
    private static final long MIN_PAUSE_NANOS = 2_000_000;

    /** A repeated poll follows after this part of the order's age. */
    private static final int PART_OF_AGE = 20;

    private final BlockingHttpClient http;
    private final String queryUrl;
    private final Polling polling;
    private final long timeoutNanos;

    public ConfirmationPoll(BlockingHttpClient http, String queryUrl, Polling polling, Duration timeout) {
        this.http = http;
        this.queryUrl = queryUrl;
        this.polling = polling;
        this.timeoutNanos = timeout.toNanos();
    }

    /**
     * Returns whether the order was seen confirmed; false if it was rejected, or not settled in time.
     *
     * @param path such as {@code /orders/{id}}
     * @param due the time that the order's age counts from, of {@link System#nanoTime}
     */
    public boolean await(String path, long due) {
        String tag = null;
        while (System.nanoTime() - due < timeoutNanos) {
            BlockingHttpClient.Response response = poll(path, tag);
            if (response != null && response.body().contains(CONFIRMED)) {
                return true;
            }
            if (response != null && response.body().contains(REJECTED)) {
                return false;
            }
            if (polling == Polling.HELD && response != null && response.status() < 400) {
                tag = response.tag();
            } else {
                LockSupport.parkNanos(Math.max(MIN_PAUSE_NANOS, (System.nanoTime() - due) / PART_OF_AGE));
            }
        }
        return false;
    }

    /** Null without a response. */
    private BlockingHttpClient.@Nullable Response poll(String path, @Nullable String tag) {
        try {
            return http.get(queryUrl + path, polling == Polling.HELD ? "wait=10" : null, tag);
        } catch (IOException e) {
            return null;
        }
    }
}
