package dev.ordersaga.payment.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Provider calls that failed, and what an operator can do about them. Changes belong to the running transaction. */
public interface StuckCalls {

    /**
     * A call that failed.
     *
     * @param key the provider knows it by this
     * @param since from when on it was due without an answer
     * @param dueAt when it is made again by itself; null if it was given up
     */
    record StuckCall(
            String key,
            int failures,
            Instant since,
            @Nullable Instant dueAt) {}

    /** Those that have been waiting longest first. */
    List<StuckCall> list(boolean onlyGivenUp, int limit);

    /**
     * Makes a call due now; it asks the provider first what became of it.
     *
     * @return false if no such call has failed, or if it is being made right now
     */
    boolean retry(String key);

    /**
     * Makes many due, one after the other.
     *
     * @param perSecond how many become due in a second
     * @return how many became due
     */
    int retryAll(boolean onlyGivenUp, int perSecond, int atMost);
}
