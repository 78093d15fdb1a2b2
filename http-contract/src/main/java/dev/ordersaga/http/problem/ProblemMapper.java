package dev.ordersaga.http.problem;

import dev.ordersaga.http.log.RateLimitedLog;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;

/** Maps every failure of a request to a problem, and logs the failures of the service. */
final class ProblemMapper {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private static final int MIN_DELAY_SECONDS = 2;
    private static final int MAX_DELAY_SECONDS = 5;

    private final DatabaseUnavailable database;
    private final RandomGenerator random;
    private final RateLimitedLog unavailable;

    /**
     * @param random spreads {@code Retry-After}, so that clients refused together do not retry together; thread-safe
     * @param nanoTime monotonic, in nanoseconds
     */
    ProblemMapper(DatabaseErrors errors, RandomGenerator random, LongSupplier nanoTime) {
        this.database = new DatabaseUnavailable(errors);
        this.random = random;
        this.unavailable = new RateLimitedLog(LOG, nanoTime);
    }

    ProblemException of(Exception failure) {
        ProblemException problem =
                failure instanceof ProblemException thrown ? thrown : SpringErrors.asProblem(failure);
        if (problem != null) {
            return withDelay(problem);
        }
        if (isDatabaseUnavailable(failure)) {
            unavailable.warn("The database cannot answer: " + failure);
            return withDelay(new ProblemException(HttpProblem.SERVICE_UNAVAILABLE, "The database cannot answer now."));
        }
        LOG.error("A request failed", failure);
        return internalError();
    }

    boolean isDatabaseUnavailable(Throwable failure) {
        return database.causes(failure);
    }

    /** @param status 400 and up, set by the container without a failure that explains it */
    ProblemException ofStatus(int status, @Nullable Throwable failure) {
        ProblemException problem = SpringErrors.ofStatus(HttpStatusCode.valueOf(status));
        if (problem != null) {
            return withDelay(problem);
        }
        LOG.error("A request failed with status {}", status, failure);
        return internalError();
    }

    private ProblemException withDelay(ProblemException problem) {
        return problem.kind() == HttpProblem.SERVICE_UNAVAILABLE
                        && !problem.headers().containsKey("Retry-After")
                ? problem.retryAfter(random.nextLong(MIN_DELAY_SECONDS, MAX_DELAY_SECONDS + 1))
                : problem;
    }

    private static ProblemException internalError() {
        return new ProblemException(
                HttpProblem.INTERNAL_ERROR, "The outcome is not known. The log has more under the trace id.");
    }
}
