package dev.ordersaga.http.request;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parser of ids in paths. */
public final class PathId {

    private static final Pattern CANONICAL = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private PathId() {}

    /**
     * A UUID in its 36-character form; upper or lower case.
     *
     * @throws ProblemException {@link HttpProblem#INVALID_ID} for anything else
     */
    public static UUID uuid(String text) {
        // UUID.fromString alone also accepts "1-1-1-1-1".
        if (!CANONICAL.matcher(text).matches()) {
            throw new ProblemException(HttpProblem.INVALID_ID, "The id is not a UUID.");
        }
        return UUID.fromString(text);
    }
}
