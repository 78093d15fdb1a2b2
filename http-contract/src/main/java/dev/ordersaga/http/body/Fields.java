package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.FieldCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and validates the fields of one object of a body. For a faulty field the fault is recorded and a placeholder is
 * returned, so that all faults are found at once; {@link JsonBody#read} never uses a placeholder. Nothing is converted:
 * "6" is not a number and 6.0 is not an integer. A null is a fault, except for an optional text for people: it never means the
 * default of a field, or all of something.
 */
public final class Fields {

    private static final Currency PLACEHOLDER_CURRENCY = Currency.getInstance("EUR");

    private final ObjectNode object;
    private final String pointer;
    private final FieldFaults faults;
    private final Set<String> known = new HashSet<>();

    Fields(ObjectNode object, String pointer, FieldFaults faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** A required text that is not blank. Its length counts Unicode code points. */
    public String text(String name, int maxLength) {
        String text = requiredString(name);
        if (text == null || !isValid(name, text, maxLength)) {
            return "";
        }
        if (text.codePoints().allMatch(InvisibleCharacters::isBlank)) {
            refuse(name, FieldCode.BLANK, "Must not be blank.");
        }
        return text;
    }

    /** A required text that identifies something: like {@link #text}, without invisible characters. */
    public String identifier(String name, int maxLength) {
        String text = text(name, maxLength);
        if (text.codePoints().anyMatch(InvisibleCharacters::includes)
                && !text.codePoints().allMatch(InvisibleCharacters::isBlank)) {
            refuse(name, FieldCode.FORMAT_CHARACTER, "Must not have invisible or format characters.");
        }
        return text;
    }

    /** An optional text for people; null when it is absent or null. */
    public @Nullable String optionalText(String name, int maxLength) {
        JsonNode node = member(name);
        String text = node == null || node.isNull() ? null : string(name, node);
        return text != null && isValid(name, text, maxLength) ? text : null;
    }

    /** An optional text that selects something; null when it is absent. */
    public @Nullable String optionalFilter(String name, int maxLength) {
        JsonNode node = member(name);
        String text = node == null ? null : string(name, node);
        return text != null && isValid(name, text, maxLength) ? text : null;
    }

    /**
     * A required text that matches a pattern.
     *
     * @param form the pattern in words, for the client: "pm_ and 1 to 64 letters, digits or underscores"
     */
    public String matching(String name, Pattern pattern, String form) {
        String text = requiredString(name);
        if (text == null) {
            return "";
        }
        if (!pattern.matcher(text).matches()) {
            refuse(name, FieldCode.INVALID_FORMAT, "Must be " + form + ".");
        }
        return text;
    }

    /** A required decimal number, sent as a text; {@link BigDecimal} must be able to parse what the pattern matches. */
    public BigDecimal decimal(String name, Pattern pattern, String form) {
        String text = matching(name, pattern, form);
        return pattern.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    /** An optional decimal number, as {@link #decimal} reads it; null when it is absent. */
    public @Nullable BigDecimal optionalDecimal(String name, Pattern pattern, String form) {
        JsonNode node = member(name);
        if (node != null && node.isNull()) {
            refuse(name, FieldCode.WRONG_TYPE, "Must not be null; leave the field out instead.");
            return null;
        }
        return node == null ? null : decimal(name, pattern, form);
    }

    /** A required JSON integer within the two bounds, both included. */
    public int integer(String name, int min, int max) {
        JsonNode node = required(name);
        if (node == null) {
            return min;
        }
        if (!node.isIntegralNumber()) {
            refuse(name, FieldCode.WRONG_TYPE, "Must be a JSON integer.");
            return min;
        }
        BigInteger value = node.bigIntegerValue();
        if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            refuse(name, FieldCode.OUT_OF_RANGE, "Must be from " + min + " to " + max + ".");
            return min;
        }
        return value.intValueExact();
    }

    /** One of the constants by its exact name; the default when it is absent. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E byDefault) {
        JsonNode node = member(name);
        String text = node == null ? null : string(name, node);
        if (text == null) {
            return byDefault;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        refuse(name, FieldCode.UNKNOWN_VALUE, "Must be one of " + Arrays.toString(type.getEnumConstants()) + ".");
        return byDefault;
    }

    /** A required upper-case ISO 4217 code of a currency that is legal tender somewhere today. */
    public Currency currency(String name) {
        String code = requiredString(name);
        Currency currency = code == null ? null : PayableCurrencies.find(code);
        if (code != null && currency == null) {
            refuse(name, FieldCode.UNKNOWN_VALUE, "Must be the upper-case ISO 4217 code of a currency in use.");
        }
        return currency == null ? PLACEHOLDER_CURRENCY : currency;
    }

    /**
     * A required array of objects.
     *
     * @param reading as for {@link JsonBody#read}, for each object; objects with faults are not in the result
     */
    public <T> List<T> objects(String name, int min, int max, Function<Fields, Supplier<T>> reading) {
        JsonNode node = required(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            refuse(name, FieldCode.WRONG_TYPE, "Must be a JSON array.");
            return List.of();
        }
        if (node.size() < min || node.size() > max) {
            FieldCode code = node.size() < min ? FieldCode.TOO_FEW : FieldCode.TOO_MANY;
            refuse(name, code, "Must have " + min + " to " + max + " elements.");
            return List.of();
        }
        List<T> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            T item = item(node.get(i), Pointers.element(Pointers.member(pointer, name), i), reading);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    /** Records a fault that the caller found in a field. */
    public void refuse(String name, FieldCode code, String detail) {
        faults.addAt(pointer, name, code, detail);
    }

    void refuseUnknown() {
        for (String name : object.propertyNames()) {
            // A name that is a card number is reported on its object, without the name.
            if (!known.contains(name) && !CardNumbers.appearIn(name)) {
                refuse(name, FieldCode.UNKNOWN_FIELD, "No such field exists.");
            }
        }
    }

    private <T> @Nullable T item(JsonNode node, String itemPointer, Function<Fields, Supplier<T>> reading) {
        if (!(node instanceof ObjectNode itemObject)) {
            faults.add(itemPointer, FieldCode.WRONG_TYPE, "Must be a JSON object.");
            return null;
        }
        int before = faults.count();
        Fields fields = new Fields(itemObject, itemPointer, faults);
        Supplier<T> assembly = reading.apply(fields);
        fields.refuseUnknown();
        return faults.count() == before ? assembly.get() : null;
    }

    private boolean isValid(String name, String text, int maxLength) {
        if (text.codePointCount(0, text.length()) > maxLength) {
            refuse(name, FieldCode.TOO_LONG, "Must have at most " + maxLength + " characters.");
        } else if (text.codePoints().anyMatch(Character::isISOControl)) {
            refuse(name, FieldCode.CONTROL_CHARACTER, "Must not have control characters.");
        } else if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            // Code points join surrogate pairs, so this one has no other half.
            refuse(name, FieldCode.LONE_SURROGATE, "Must be Unicode: it has half of a surrogate pair.");
        } else {
            return true;
        }
        return false;
    }

    private @Nullable String requiredString(String name) {
        JsonNode node = required(name);
        return node == null ? null : string(name, node);
    }

    private @Nullable String string(String name, JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        refuse(name, FieldCode.WRONG_TYPE, "Must be a JSON string.");
        return null;
    }

    private @Nullable JsonNode required(String name) {
        JsonNode node = member(name);
        if (node == null || node.isNull()) {
            refuse(name, FieldCode.REQUIRED, "Is required.");
            return null;
        }
        return node;
    }

    private @Nullable JsonNode member(String name) {
        known.add(name);
        return object.get(name);
    }
}
