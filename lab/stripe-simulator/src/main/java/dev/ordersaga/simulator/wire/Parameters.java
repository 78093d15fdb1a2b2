package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of a request, read strictly: unknown, empty and malformed values are rejected. */
public final class Parameters {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final int METADATA_KEYS = 50;
    private static final int METADATA_KEY_LENGTH = 40;
    private static final int METADATA_VALUE_LENGTH = 500;

    private final ObjectNode tree;

    Parameters(ObjectNode tree) {
        this.tree = tree;
    }

    /** @param form a form body or a query */
    public static Parameters parse(String form) {
        return new Parameters(FormBody.parse(form));
    }

    /** @param tree fields of texts, possibly nested */
    public static Parameters of(ObjectNode tree) {
        return new Parameters(tree);
    }

    /** Canonical form: equal for the same parameters in any order. */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        flatten("", tree, text);
        return text.toString();
    }

    /** The raw text at this path without validation, null when there is none. */
    public @Nullable String raw(String... path) {
        JsonNode node = tree;
        for (String step : path) {
            node = node.path(step);
        }
        return node.isValueNode() && !node.isMissingNode() ? node.asString() : null;
    }

    /** @throws InvalidRequestException when there is another parameter */
    void rejectUnknown(Set<String> known) {
        for (String name : tree.propertyNames()) {
            if (!known.contains(name)) {
                throw InvalidRequestException.of(name, "parameter_unknown", "Received unknown parameter: " + name);
            }
        }
    }

    boolean has(String name) {
        return tree.has(name);
    }

    /** Whether it is present and has no nested fields. */
    boolean isPlain(String name) {
        JsonNode node = tree.get(name);
        return node != null && node.isValueNode();
    }

    @Nullable
    String text(String name) {
        JsonNode node = tree.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isValueNode()) {
            throw InvalidRequestException.of(name, "parameter_invalid_string", "Invalid string: " + node);
        }
        String text = node.asString();
        if (text.isEmpty()) {
            throw InvalidRequestException.of(
                    name,
                    "parameter_invalid_empty",
                    "You passed an empty string for '" + name + "'. We assume empty values are an attempt to unset a"
                            + " parameter; however '" + name + "' cannot be unset. You should remove '" + name
                            + "' from your request or supply a non-empty value.");
        }
        return text;
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    static InvalidRequestException missing(String name) {
        return InvalidRequestException.of(name, "parameter_missing", "Missing required param: " + name + ".");
    }

    @Nullable
    Long integer(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (!INTEGER.matcher(text).matches()) {
            throw InvalidRequestException.of(name, "parameter_invalid_integer", "Invalid integer: " + text);
        }
        return Long.valueOf(text);
    }

    /** An amount in minor units, at least 1. */
    @Nullable
    Long amount(String name) {
        Long amount = integer(name);
        if (amount != null && amount < 1) {
            throw InvalidRequestException.of(
                    name, "parameter_invalid_integer", "This value must be greater than or equal to 1.");
        }
        return amount;
    }

    boolean flag(String name) {
        String text = text(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw InvalidRequestException.of(name, "parameter_invalid_boolean", "Invalid boolean: " + text);
    }

    @Nullable
    String oneOf(String name, List<String> allowed) {
        String text = text(name);
        if (text != null && !allowed.contains(text)) {
            throw InvalidRequestException.of(
                    name, null, "Invalid " + name + ": must be one of " + String.join(", ", allowed));
        }
        return text;
    }

    /** The elements of an array, in order. */
    List<String> texts(String name) {
        JsonNode node = tree.get(name);
        if (node == null) {
            return List.of();
        }
        Map<Integer, String> elements = new TreeMap<>();
        for (Map.Entry<String, JsonNode> element : node.properties()) {
            if (!element.getKey().matches("\\d{1,4}") || !element.getValue().isValueNode()) {
                throw InvalidRequestException.of(name, "parameter_invalid_array", "Invalid array");
            }
            elements.put(Integer.valueOf(element.getKey()), element.getValue().asString());
        }
        if (elements.isEmpty()) {
            throw InvalidRequestException.of(name, "parameter_invalid_array", "Invalid array");
        }
        return new ArrayList<>(elements.values());
    }

    /** The nested fields; empty if absent. */
    Parameters nested(String name) {
        JsonNode node = tree.get(name);
        if (node == null) {
            return new Parameters(tree.objectNode());
        }
        if (node instanceof ObjectNode fields) {
            return new Parameters(fields);
        }
        throw InvalidRequestException.of(name, "parameter_invalid_object", "Invalid object");
    }

    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : nested("metadata").tree.properties()) {
            String key = entry.getKey();
            if (!entry.getValue().isValueNode()) {
                throw InvalidRequestException.of("metadata[" + key + "]", null, "Metadata values must be strings");
            }
            String value = entry.getValue().asString();
            if (key.length() > METADATA_KEY_LENGTH || value.length() > METADATA_VALUE_LENGTH) {
                throw InvalidRequestException.of(
                        "metadata",
                        null,
                        "Metadata keys can have up to " + METADATA_KEY_LENGTH + " characters and values up to "
                                + METADATA_VALUE_LENGTH + " characters");
            }
            if (!value.isEmpty()) {
                metadata.put(key, value);
            }
        }
        if (metadata.size() > METADATA_KEYS) {
            throw InvalidRequestException.of(
                    "metadata", null, "You can have up to " + METADATA_KEYS + " metadata keys");
        }
        return metadata;
    }

    private static void flatten(String prefix, ObjectNode fields, StringBuilder text) {
        for (Map.Entry<String, JsonNode> field : new TreeMap<>(fields.properties().stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .entrySet()) {
            String name = prefix + "[" + field.getKey() + "]";
            if (field.getValue() instanceof ObjectNode inner) {
                flatten(name, inner, text);
            } else {
                String value = field.getValue().asString();
                text.append(name)
                        .append('=')
                        .append(value.length())
                        .append(':')
                        .append(value)
                        .append('\n');
            }
        }
    }
}
