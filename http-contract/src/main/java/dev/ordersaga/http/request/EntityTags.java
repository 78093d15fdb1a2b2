package dev.ordersaga.http.request;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags of a conditional request (RFC 9110, 8.8.3 and 13.1). Those of the system are strong and hold a version:
 * {@code "7"}. Spring's {@code ETag.parse} is lenient: it skips what it cannot read, instead of refusing the request.
 *
 * @param any whether the client sent {@code *}
 * @param tags the list that it sent otherwise
 */
public record EntityTags(boolean any, List<Tag> tags) {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([!#-~\\x{80}-\\x{FF}]*)\"");
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*(,[ \\t]*)*");

    /** @param value the text between the quotes */
    public record Tag(boolean weak, String value) {}

    /** The {@code ETag} of a version. */
    public static String ofVersion(long version) {
        return "\"" + version + "\"";
    }

    /** Empty when the request has no {@code If-Match}. @throws ProblemException when it is not valid */
    public static Optional<EntityTags> ifMatch(HttpServletRequest request) {
        return read(request, "If-Match");
    }

    /** Empty when the request has no {@code If-None-Match}. @throws ProblemException when it is not valid */
    public static Optional<EntityTags> ifNoneMatch(HttpServletRequest request) {
        return read(request, "If-None-Match");
    }

    /** Strong comparison, for {@code If-Match}: a weak tag never matches. */
    public boolean matchStrongly(long version) {
        return any || tags.contains(new Tag(false, Long.toString(version)));
    }

    /** Weak comparison, for {@code If-None-Match}: a proxy may have weakened our tag. */
    public boolean matchWeakly(long version) {
        String value = Long.toString(version);
        return any || tags.stream().anyMatch(tag -> tag.value().equals(value));
    }

    private static Optional<EntityTags> read(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = String.join(",", values).strip();
        return Optional.of(value.equals("*") ? new EntityTags(true, List.of()) : list(header, value));
    }

    private static EntityTags list(String header, String value) {
        List<Tag> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(value);
        int position = skipSeparator(value, 0);
        while (position < value.length()) {
            int end = tag.region(position, value.length()).lookingAt() ? tag.end() : position;
            int next = skipSeparator(value, end);
            boolean isSeparated =
                    next == value.length() || value.substring(end, next).contains(",");
            if (end == position || !isSeparated) {
                throw invalid(header);
            }
            tags.add(new Tag(tag.group(1) != null, tag.group(2)));
            position = next;
        }
        if (tags.isEmpty()) {
            throw invalid(header);
        }
        return new EntityTags(false, List.copyOf(tags));
    }

    private static int skipSeparator(String value, int from) {
        Matcher separator = SEPARATOR.matcher(value).region(from, value.length());
        return separator.lookingAt() ? separator.end() : from;
    }

    private static ProblemException invalid(String header) {
        return new ProblemException(HttpProblem.INVALID_HEADER, header + " is not * or a list of quoted tags.");
    }
}
