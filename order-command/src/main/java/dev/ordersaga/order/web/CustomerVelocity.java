package dev.ordersaga.order.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.UUID;

/**
 * Limit of the orders that one customer places (velocity check), so that stolen cards cannot be tried in series through a
 * client that is trusted. Counts in this process.
 */
final class CustomerVelocity {

    /** Customers in memory; those that were not seen longest are dropped, and may place all of their orders again. */
    private static final int MAX_CUSTOMERS = 50_000;

    private static final int MAX_ORDERS = 100_000;

    private final VelocitySettings settings;
    private final LoadingCache<String, Bucket> buckets;

    /** Orders that are counted: a request may be decided several times, and repeated. */
    private final Cache<UUID, Boolean> counted;

    /** @param time the clock of the buckets */
    CustomerVelocity(VelocitySettings settings, TimeMeter time) {
        this.settings = settings;
        Bandwidth limit = Bandwidth.builder()
                .capacity(settings.orders())
                .refillGreedy(settings.orders(), settings.period())
                .build();
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_CUSTOMERS)
                .build(customer -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit)
                        .build());
        counted = Caffeine.newBuilder()
                .maximumSize(MAX_ORDERS)
                .expireAfterWrite(settings.period())
                .ticker(time::currentTimeNanos)
                .build();
    }

    /**
     * Counts an order once, however often it is placed within the period.
     *
     * @throws ProblemException {@link HttpProblem#TOO_MANY_REQUESTS} beyond the limit
     */
    void count(String customer, UUID order) {
        if (counted.getIfPresent(order) != null) {
            return;
        }
        ConsumptionProbe probe = buckets.get(customer).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw new ProblemException(
                            HttpProblem.TOO_MANY_REQUESTS, "More orders of this customer than the limit permits.")
                    .retryAfter(wait)
                    .withHeader("RateLimit", "\"customer\";r=0;t=" + wait)
                    .withHeader(
                            "RateLimit-Policy",
                            "\"customer\";q=" + settings.orders() + ";w="
                                    + settings.period().toSeconds());
        }
        counted.put(order, true);
    }
}
