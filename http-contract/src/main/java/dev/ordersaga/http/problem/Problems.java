package dev.ordersaga.http.problem;

import dev.ordersaga.http.answer.RetryDelays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;

/** Decides which problem a failure is, and logs those that are ours. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final long FEWEST_SECONDS = 2;
    private static final long MOST_SECONDS = 5;

    private final RetryDelays delays;

    Problems(RetryDelays delays) {
        this.delays = delays;
    }

    ProblemException of(Exception failure) {
        if (failure instanceof ProblemException problem) {
            return timed(problem);
        }
        ProblemException refusal = SpringRefusals.asProblem(failure);
        if (refusal != null) {
            return timed(refusal);
        }
        if (DatabaseUnavailable.causes(failure)) {
            LOG.warn("The database cannot answer: {}", failure.toString());
            return timed(new ProblemException(ProblemKind.SERVICE_UNAVAILABLE, "The database cannot answer now."));
        }
        LOG.error("A request failed", failure);
        return internalError();
    }

    /** For a status that nobody explained: {@code 400} and up. */
    ProblemException ofStatus(int status, @Nullable Throwable failure) {
        ProblemException refusal = SpringRefusals.ofStatus(HttpStatusCode.valueOf(status));
        if (refusal != null) {
            return timed(refusal);
        }
        LOG.error("A request failed with status {}", status, failure);
        return internalError();
    }

    private ProblemException timed(ProblemException problem) {
        return problem.kind() == ProblemKind.SERVICE_UNAVAILABLE
                        && !problem.headers().containsKey("Retry-After")
                ? problem.retryAfter(delays.between(FEWEST_SECONDS, MOST_SECONDS))
                : problem;
    }

    private static ProblemException internalError() {
        return new ProblemException(
                ProblemKind.INTERNAL_ERROR, "The outcome is not known. The log has more under the trace id.");
    }
}
