package dev.ordersaga.http.problem;

import java.util.Locale;

/**
 * A problem type (RFC 9457). Implemented by enums only: {@link HttpProblem} has the types of every service, a feature
 * adds an enum with its own. A constant's name is part of the contract, since {@code code} and {@code type} follow from
 * it; {@code docs/problems.md} lists the constants of all enums.
 */
public interface ProblemKind {

    /** The name of the enum constant. */
    String name();

    /** The HTTP status, 400 to 599. */
    int status();

    /** One sentence without a full stop, the same for every occurrence. */
    String title();

    /** Whether the same request, repeated unchanged, may succeed. */
    boolean isRetryable();

    /** The identifier that clients compare: {@code not-found}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem type's URI reference, relative to the service's address: {@code /problems/not-found}. */
    default String type() {
        return "/problems/" + code();
    }
}
