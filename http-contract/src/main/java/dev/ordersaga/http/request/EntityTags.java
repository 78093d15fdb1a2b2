package dev.ordersaga.http.request;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The entity tags of a conditional request (RFC 9110, 8.8.3 and 13.1). Those of the system are strong and hold a version:
 * {@code "7"}; tags of any other form match no version and are not kept. Spring's {@code ETag.parse} is lenient: it skips
 * what it cannot read, instead of refusing the request.
 *
 * @param any whether the client sent {@code *}
 * @param tags the versions that it sent otherwise
 */
public record EntityTags(boolean any, List<Tag> tags) {

    /** More tags than a client can have use for; a longer list is not read. */
    private static final int MAX_TAGS = 32;

    /** So that each version fits a long. */
    private static final int MAX_DIGITS = 18;

    private static final EntityTags NONE = new EntityTags(false, List.of());

    /** A version, and whether the tag is a weak one. */
    public record Tag(boolean weak, long version) {}

    /** The {@code ETag} of a version. */
    public static String ofVersion(long version) {
        return "\"" + version + "\"";
    }

    /** Empty when the request has no {@code If-Match}. @throws ProblemException when it is not valid */
    public static Optional<EntityTags> ifMatch(HttpServletRequest request) {
        return read(request, "If-Match")
                .map(tags -> tags.orElseThrow(() -> new ProblemException(
                        HttpProblem.INVALID_HEADER,
                        "If-Match is not * or a list of at most " + MAX_TAGS + " quoted tags.")));
    }

    /** Empty when the request has no {@code If-None-Match}; one that is not valid matches nothing. */
    public static Optional<EntityTags> ifNoneMatch(HttpServletRequest request) {
        return read(request, "If-None-Match").map(tags -> tags.orElse(NONE));
    }

    /** Strong comparison, for {@code If-Match}: a weak tag never matches. */
    public boolean matchStrongly(long version) {
        return any || tags.contains(new Tag(false, version));
    }

    /** Weak comparison, for {@code If-None-Match}: a proxy may have weakened our tag. */
    public boolean matchWeakly(long version) {
        return any || tags.stream().anyMatch(tag -> tag.version() == version);
    }

    /** Empty without the header; with an empty inner value when it is not valid. */
    private static Optional<Optional<EntityTags>> read(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = String.join(",", values).strip();
        return Optional.of(value.equals("*") ? Optional.of(new EntityTags(true, List.of())) : list(value));
    }

    /** In one pass over the characters: a client can send many, and a pattern with alternatives would recurse over them. */
    private static Optional<EntityTags> list(String value) {
        List<Tag> tags = new ArrayList<>();
        int count = 0;
        int position = skipSeparators(value, 0);
        while (position < value.length()) {
            boolean weak = value.startsWith("W/", position);
            int open = weak ? position + 2 : position;
            int close = closingQuote(value, open);
            int next = close < 0 ? -1 : skipSeparators(value, close + 1);
            boolean isSeparated = next == value.length()
                    || (next >= 0 && value.substring(close + 1, next).contains(","));
            count++;
            if (close < 0 || !isSeparated || count > MAX_TAGS) {
                return Optional.empty();
            }
            version(value.substring(open + 1, close)).ifPresent(version -> tags.add(new Tag(weak, version)));
            position = next;
        }
        return count == 0 ? Optional.empty() : Optional.of(new EntityTags(false, List.copyOf(tags)));
    }

    /** The index of the quote that ends the tag which begins here; -1 when there is no tag. */
    private static int closingQuote(String value, int open) {
        if (open >= value.length() || value.charAt(open) != '"') {
            return -1;
        }
        int position = open + 1;
        while (position < value.length() && isTagCharacter(value.charAt(position))) {
            position++;
        }
        return position < value.length() && value.charAt(position) == '"' ? position : -1;
    }

    private static boolean isTagCharacter(char c) {
        return c == '!' || (c >= '#' && c <= '~') || (c >= 0x80 && c <= 0xFF);
    }

    private static int skipSeparators(String value, int from) {
        int position = from;
        while (position < value.length() && ", \t".indexOf(value.charAt(position)) >= 0) {
            position++;
        }
        return position;
    }

    private static OptionalLong version(String tag) {
        boolean isCanonical = !tag.isEmpty()
                && tag.length() <= MAX_DIGITS
                && tag.chars().allMatch(c -> c >= '0' && c <= '9')
                && (tag.length() == 1 || tag.charAt(0) != '0');
        return isCanonical ? OptionalLong.of(Long.parseLong(tag)) : OptionalLong.empty();
    }
}
