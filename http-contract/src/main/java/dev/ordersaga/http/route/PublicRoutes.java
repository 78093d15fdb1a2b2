package dev.ordersaga.http.route;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Public paths with all of their methods, also those that another service answers: behind one entry a client sees one API, and
 * the header {@code Allow} is the same whichever service a request reaches.
 */
public final class PublicRoutes {

    private static final String GET = "GET";

    private final Map<PathPattern, String> allowByPath = new LinkedHashMap<>();

    /** @param methodsByPath by path template, such as {@code /orders/{orderId}}; HEAD and OPTIONS follow from them */
    public PublicRoutes(Map<String, Set<String>> methodsByPath) {
        PathPatternParser parser = new PathPatternParser();
        methodsByPath.forEach((path, methods) -> allowByPath.put(parser.parse(path), allow(methods)));
    }

    /** The value of {@code Allow} for a path; empty if it is none of these. */
    private Optional<String> allow(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return allowByPath.entrySet().stream()
                .filter(route -> route.getKey().matches(parsed))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The value of {@code Allow} for a path of any of these. */
    public static Optional<String> allow(Collection<PublicRoutes> all, String path) {
        return all.stream().flatMap(routes -> routes.allow(path).stream()).findFirst();
    }

    /** The template of a path of any of these, such as {@code /orders/{orderId}}. */
    public static Optional<String> template(Collection<PublicRoutes> all, String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return all.stream()
                .flatMap(routes -> routes.allowByPath.keySet().stream())
                .filter(pattern -> pattern.matches(parsed))
                .map(PathPattern::getPatternString)
                .findFirst();
    }

    /** The value of {@code Allow} for a path with these methods. */
    public static String allow(Set<String> methods) {
        Set<String> all = new TreeSet<>(methods);
        if (methods.contains(GET)) {
            all.add("HEAD");
        }
        all.add("OPTIONS");
        return String.join(", ", all);
    }
}
