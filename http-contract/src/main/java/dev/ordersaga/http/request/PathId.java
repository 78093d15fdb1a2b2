package dev.ordersaga.http.request;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parser of ids in paths. */
public final class PathId {

    private static final int RFC_9562 = 2;
    private static final Pattern CANONICAL = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private PathId() {}

    /**
     * A UUID in its 36-character form; upper or lower case.
     *
     * @throws ProblemException {@link HttpProblem#INVALID_ID} for anything else; {@link HttpProblem#NOT_FOUND} for a
     *     variant other than that of RFC 9562, since no client can have created an object under such an id
     */
    public static UUID uuid(String text) {
        UUID id = parse(text);
        if (id.variant() != RFC_9562) {
            throw new ProblemException(HttpProblem.NOT_FOUND, "There is nothing with this id.");
        }
        return id;
    }

    /**
     * The id of an object to create.
     *
     * @throws ProblemException {@link HttpProblem#INVALID_ID} unless it is a UUID of the RFC 9562 variant: the other
     *     ones are used internally
     */
    public static UUID newUuid(String text) {
        UUID id = parse(text);
        if (id.variant() != RFC_9562) {
            throw new ProblemException(HttpProblem.INVALID_ID, "The id is not a UUID of the variant of RFC 9562.");
        }
        return id;
    }

    private static UUID parse(String text) {
        // UUID.fromString alone also accepts "1-1-1-1-1".
        if (!CANONICAL.matcher(text).matches()) {
            throw new ProblemException(HttpProblem.INVALID_ID, "The id is not a UUID.");
        }
        return UUID.fromString(text);
    }
}
