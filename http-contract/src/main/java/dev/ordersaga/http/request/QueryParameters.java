package dev.ordersaga.http.request;

import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The query of a request, read strictly: a parameter that does not exist is refused and not passed over. */
public final class QueryParameters {

    /** As in RFC 3339; Java reads years that no database keeps. */
    private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("[0-9]{4}-");

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /** @throws ProblemException {@link ProblemKind#INVALID_QUERY} for a parameter that is not allowed, or comes twice */
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

    /** The value as it came, unchecked: to repeat a query that was read before. */
    public Optional<String> raw(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value as it is. @throws ProblemException when it is longer than allowed or has control characters */
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
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return Optional.of(constant);
            }
        }
        throw invalid(name + " is one of " + String.join(", ", names(type)) + ".");
    }

    /** An RFC 3339 time with its offset. @throws ProblemException for anything else */
    public Optional<Instant> time(String name) {
        String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            if (FOUR_DIGIT_YEAR.matcher(value).lookingAt()) {
                return Optional.of(OffsetDateTime.parse(value).toInstant());
            }
            throw notATime(name);
        } catch (DateTimeParseException e) {
            throw notATime(name);
        }
    }

    private static ProblemException notATime(String name) {
        return invalid(name + " is a time such as 2026-11-20T09:30:00Z.");
    }

    private static <E extends Enum<E>> String[] names(Class<E> type) {
        E[] constants = type.getEnumConstants();
        String[] names = new String[constants.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = constants[i].name();
        }
        return names;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemKind.INVALID_QUERY, detail);
    }
}
