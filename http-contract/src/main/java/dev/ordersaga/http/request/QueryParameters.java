package dev.ordersaga.http.request;

import static java.util.stream.Collectors.joining;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The query parameters of a request, read strictly: an unknown parameter is refused, not ignored. */
public final class QueryParameters {

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /** @throws ProblemException {@link HttpProblem#INVALID_QUERY} for a parameter that is not allowed or is repeated */
    public static QueryParameters of(HttpServletRequest request, Set<String> allowed) {
        Map<String, String> values = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, all) -> {
            if (!allowed.contains(name)) {
                throw invalid(
                        allowed.isEmpty()
                                ? "This path has no parameters."
                                : "This path has no other parameters than " + String.join(", ", new TreeSet<>(allowed))
                                        + ".");
            }
            if (all.length > 1) {
                throw invalid(name + " comes more than once.");
            }
            values.put(name, all[0]);
        });
        return new QueryParameters(values);
    }

    /** The value without validation, to repeat it in a link. */
    public Optional<String> raw(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A text. @throws ProblemException when it is blank, longer than allowed or has control characters */
    public Optional<String> text(String name, int maxLength) {
        Optional<String> value = Optional.ofNullable(values.get(name));
        value.ifPresent(text -> {
            if (text.isBlank()
                    || text.codePointCount(0, text.length()) > maxLength
                    || text.codePoints().anyMatch(Character::isISOControl)) {
                throw invalid(name + " has 1 to " + maxLength + " characters and no control characters.");
            }
        });
        return value;
    }

    /** A text. @throws ProblemException when it is missing, or for what {@link #text} refuses */
    public String requiredText(String name, int maxLength) {
        return text(name, maxLength).orElseThrow(() -> invalid(name + " is missing."));
    }

    /** A whole number within the bounds, both included. @throws ProblemException for anything else */
    public int integer(String name, int min, int max, int byDefault) {
        String value = values.get(name);
        if (value == null) {
            return byDefault;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < min || Integer.parseInt(value) > max) {
            throw invalid(name + " is a whole number from " + min + " to " + max + ".");
        }
        return Integer.parseInt(value);
    }

    /** A constant by its exact name. @throws ProblemException for anything else */
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> invalid(name + " is one of "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(joining(", ")) + ".")));
    }

    /** An RFC 3339 time with its offset. @throws ProblemException for anything else */
    public Optional<Instant> time(String name) {
        String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<Instant> time = Rfc3339.parse(value);
        if (time.isEmpty()) {
            throw invalid(name + " is a time such as 2026-11-20T09:30:00Z.");
        }
        return time;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(HttpProblem.INVALID_QUERY, detail);
    }
}
