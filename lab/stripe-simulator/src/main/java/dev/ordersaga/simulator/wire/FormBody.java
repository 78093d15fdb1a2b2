package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code a=1&b[c]=2&d[]=3&e[0][f]=4} into a tree. Array elements are fields named by their index; the reader of a
 * parameter decides whether it is an array.
 */
public final class FormBody {

    private static final Pattern NAME = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\[\\]]*])*)");
    private static final Pattern STEP = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final int MAX_DEPTH = 6;

    private FormBody() {}

    /**
     * Reads a body or a query.
     *
     * @param form percent-encoded UTF-8, may be empty
     * @throws InvalidRequestException when a name or an escape is malformed
     */
    public static ObjectNode parse(String form) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (String pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                put(root, name, value);
            }
        }
        return root;
    }

    private static void put(ObjectNode root, String name, String value) {
        List<String> path = path(name);
        ObjectNode at = root;
        for (String step : path.subList(0, path.size() - 1)) {
            at = descend(at, step, name);
        }
        String last = step(at, path.getLast());
        if (at.get(last) instanceof ObjectNode) {
            throw malformed(name);
        }
        at.put(last, value);
    }

    private static ObjectNode descend(ObjectNode at, String step, String name) {
        String field = step(at, step);
        JsonNode next = at.get(field);
        if (next == null) {
            return at.putObject(field);
        }
        if (next instanceof ObjectNode object) {
            return object;
        }
        throw malformed(name);
    }

    /** Empty brackets are the next element of an array. */
    private static String step(ObjectNode at, String step) {
        return step.isEmpty() ? String.valueOf(at.size()) : step;
    }

    private static List<String> path(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw malformed(name);
        }
        List<String> path = new ArrayList<>();
        path.add(matcher.group(1));
        Matcher steps = STEP.matcher(matcher.group(2));
        while (steps.find()) {
            path.add(steps.group(1));
        }
        if (path.size() > MAX_DEPTH) {
            throw malformed(name);
        }
        return path;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw InvalidRequestException.of("", null, "Invalid URL-encoding in the request");
        }
    }

    private static InvalidRequestException malformed(String name) {
        return InvalidRequestException.of(name, null, "Invalid " + name + ": the name of the parameter is malformed");
    }
}
