package dev.ordersaga.http.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/** Rate limits (token buckets) of this process: per caller and route, and per address for requests without a caller. */
final class CallerLimits {

    /** Buckets in memory; those that were not used longest are dropped, and are full when they are used again. */
    private static final int MAX_BUCKETS = 50_000;

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int BURST = 2;

    private final LimitSettings settings;
    private final LoadingCache<Key, Bucket> buckets;

    /** @param time the clock of the buckets */
    CallerLimits(LimitSettings settings, TimeMeter time) {
        this.settings = settings;
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .build(key -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(bandwidth(perSecond(key.policy())))
                        .build());
    }

    /** The kinds of requests that are counted separately; the name is in the header {@code RateLimit-Policy}. */
    enum Policy {
        READ,
        WRITE,
        UNKNOWN;

        String text() {
            return switch (this) {
                case READ -> "read";
                case WRITE -> "write";
                case UNKNOWN -> "unknown";
            };
        }
    }

    /** @param of caller or address */
    private record Key(String of, String route, Policy policy) {}

    /** To be asked once for each request of a caller: the refusal; empty if it is within the limit. */
    Optional<ProblemException> refusalOfCaller(String caller, String route, boolean isRead) {
        return refusal(new Key(caller, route, isRead ? Policy.READ : Policy.WRITE));
    }

    /** To be asked once for each request without a known caller. */
    Optional<ProblemException> refusalOfUnknown(String address) {
        return refusal(new Key(address, "", Policy.UNKNOWN));
    }

    private Optional<ProblemException> refusal(Key key) {
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(problem(key.policy(), probe));
    }

    private ProblemException problem(Policy policy, ConsumptionProbe probe) {
        long wait =
                Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
        String name = '"' + policy.text() + '"';
        return new ProblemException(
                        HttpProblem.TOO_MANY_REQUESTS, "More requests than the limit of this route permits.")
                .retryAfter(wait)
                .withHeader("RateLimit", name + ";r=" + probe.getRemainingTokens() + ";t=" + wait)
                .withHeader("RateLimit-Policy", name + ";q=" + perSecond(policy) + ";w=" + PERIOD.toSeconds());
    }

    private int perSecond(Policy policy) {
        return switch (policy) {
            case READ -> settings.reads();
            case WRITE -> settings.writes();
            case UNKNOWN -> settings.unknown();
        };
    }

    private static Bandwidth bandwidth(int perSecond) {
        return Bandwidth.builder()
                .capacity((long) BURST * perSecond)
                .refillGreedy(perSecond, PERIOD)
                .build();
    }
}
