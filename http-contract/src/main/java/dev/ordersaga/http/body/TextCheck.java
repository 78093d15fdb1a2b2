package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.FieldCode;
import org.jspecify.annotations.Nullable;

/** What every text of a body must be: Unicode without control characters, not too long. */
final class TextCheck {

    private TextCheck() {}

    /** The first thing that is wrong with it; null when nothing is. Lengths count code points. */
    static @Nullable FieldCode faultOf(String text, int maxLength) {
        if (text.codePointCount(0, text.length()) > maxLength) {
            return FieldCode.TOO_LONG;
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            return FieldCode.CONTROL_CHARACTER;
        }
        if (text.codePoints().anyMatch(TextCheck::isLoneSurrogate)) {
            return FieldCode.LONE_SURROGATE;
        }
        return null;
    }

    static String sentence(FieldCode fault, int maxLength) {
        return switch (fault) {
            case TOO_LONG -> "Must have at most " + maxLength + " characters.";
            case CONTROL_CHARACTER -> "Must not have control characters.";
            default -> "Must be Unicode: it has half of a surrogate pair.";
        };
    }

    /** Nothing but white space, no-break spaces included. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** A surrogate that is left over when pairs are taken together. */
    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
