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
 * Reads the fields of one object of a body. A faulty field is recorded and a stand-in is returned, so that all faults are
 * found in one go; {@link JsonBody#read} sees to it that no stand-in is ever used. Nothing is converted: "6" is not a
 * number and 6.0 is not an integer. A null counts as absent.
 */
public final class Fields {

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
        if (text == null || !check(name, text, maxLength)) {
            return "";
        }
        if (TextCheck.isBlank(text)) {
            refuse(name, FieldCode.BLANK, "Must not be blank.");
        }
        return text;
    }

    /** A text that may be left out; null then. */
    public @Nullable String optionalText(String name, int maxLength) {
        JsonNode node = member(name);
        String text = node == null ? null : string(name, node);
        return text != null && check(name, text, maxLength) ? text : null;
    }

    /**
     * A required text of a certain form.
     *
     * @param form the form in words, for the client: "pm_ and 1 to 64 letters, digits or underscores"
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

    /** A required decimal number, sent as a text of a certain form, which must be one that {@link BigDecimal} reads. */
    public BigDecimal decimal(String name, Pattern pattern, String form) {
        String text = matching(name, pattern, form);
        return pattern.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    /** A decimal number as {@link #decimal} reads it, which may be left out; null then. */
    public @Nullable BigDecimal optionalDecimal(String name, Pattern pattern, String form) {
        return member(name) == null ? null : decimal(name, pattern, form);
    }

    /** A required JSON integer within the two bounds, both included. */
    public int integer(String name, int min, int max) {
        JsonNode node = required(name);
        if (node == null) {
            return min;
        }
        if (!node.isIntegralNumber()) {
            refuse(name, FieldCode.WRONG_TYPE, "A JSON integer is wanted.");
            return min;
        }
        BigInteger value = node.bigIntegerValue();
        if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            refuse(name, FieldCode.OUT_OF_RANGE, "Must be from " + min + " to " + max + ".");
            return min;
        }
        return value.intValueExact();
    }

    /** One of the constants by its exact name; the default when it is left out. */
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

    /** A required upper-case ISO 4217 code of a currency that has a minor unit. */
    public Currency currency(String name) {
        String code = requiredString(name);
        Currency currency = code == null ? null : Currencies.payable(code);
        if (code != null && currency == null) {
            refuse(name, FieldCode.UNKNOWN_VALUE, "Must be an upper-case ISO 4217 code with a minor unit.");
        }
        return currency == null ? Currencies.STAND_IN : currency;
    }

    /**
     * A required array of objects.
     *
     * @param reading as for {@link JsonBody#read}, for each object; those with faults are left out of the result
     */
    public <T> List<T> objects(String name, int min, int max, Function<Fields, Supplier<T>> reading) {
        JsonNode node = required(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            refuse(name, FieldCode.WRONG_TYPE, "A JSON array is wanted.");
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

    /** Records a fault that only the caller can see, of a field that may also be read otherwise. */
    public void refuse(String name, FieldCode code, String detail) {
        faults.add(Pointers.member(pointer, name), code, detail);
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
            faults.add(itemPointer, FieldCode.WRONG_TYPE, "A JSON object is wanted.");
            return null;
        }
        int before = faults.count();
        Fields fields = new Fields(itemObject, itemPointer, faults);
        Supplier<T> assembly = reading.apply(fields);
        fields.refuseUnknown();
        return faults.count() == before ? assembly.get() : null;
    }

    private boolean check(String name, String text, int maxLength) {
        FieldCode fault = TextCheck.faultOf(text, maxLength);
        if (fault == null) {
            return true;
        }
        refuse(name, fault, TextCheck.sentence(fault, maxLength));
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
        refuse(name, FieldCode.WRONG_TYPE, "A JSON string is wanted.");
        return null;
    }

    private @Nullable JsonNode required(String name) {
        JsonNode node = member(name);
        if (node == null) {
            refuse(name, FieldCode.REQUIRED, "Is required.");
        }
        return node;
    }

    private @Nullable JsonNode member(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }
}
