package dev.ordersaga.http.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Every fault that a field of a body can have. A constant's name is part of the contract. */
public enum FieldCode {
    /** The field must be there and not null. */
    REQUIRED,
    /** No such field exists. */
    UNKNOWN_FIELD,
    /** Another JSON type is expected; nothing is converted. */
    WRONG_TYPE,
    /** Only white space. */
    BLANK,
    /** More characters (Unicode code points) than allowed. */
    TOO_LONG,
    /** Fewer elements than required. */
    TOO_FEW,
    /** More elements than allowed. */
    TOO_MANY,
    /** The number, or a value computed from it, is too small or too large. */
    OUT_OF_RANGE,
    /** The text does not have the documented form. */
    INVALID_FORMAT,
    /** The text is none of the documented values. */
    UNKNOWN_VALUE,
    /** The text has a control character. */
    CONTROL_CHARACTER,
    /** The identifier has a character that shows nothing or changes how others are shown. */
    FORMAT_CHARACTER,
    /** The text has half of a surrogate pair: it is not Unicode. */
    LONE_SURROGATE,
    /** It looks like a card number, which must never be sent here. The value is not repeated anywhere. */
    CARD_NUMBER;

    /** The identifier that clients compare: {@code too_long}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
