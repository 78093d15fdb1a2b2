package dev.ordersaga.http.access;

import dev.ordersaga.http.problem.ProblemException;
import java.util.Optional;

/** Rate limit of requests without a known caller; a bean. */
@FunctionalInterface
public interface UnknownCallerLimit {

    /** The refusal of one more request of this address; empty if it is within the limit. */
    Optional<ProblemException> refusal(String address);
}
