package dev.ordersaga.http.body;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes card numbers: 13 to 19 digits that pass the Luhn check, in one group or in groups separated by single spaces
 * or dashes. A text that is a UUID is never one: some UUIDs contain such groups by chance, and an id cannot be changed.
 */
final class CardNumbers {

    private static final int MIN_DIGITS = 13;
    private static final int MAX_DIGITS = 19;

    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern GROUP = Pattern.compile("\\p{Nd}+");
    private static final Pattern SEPARATOR = Pattern.compile("[\\p{Z}\\p{Pd}]");

    private CardNumbers() {}

    static boolean appearIn(String text) {
        if (text.length() < MIN_DIGITS || UUID.matcher(text).matches()) {
            return false;
        }
        List<String> groups = new ArrayList<>();
        Matcher separator = SEPARATOR.matcher(text);
        Matcher group = GROUP.matcher(text);
        int end = 0;
        while (group.find()) {
            if (!separator.region(end, group.start()).matches()) {
                if (isCardIn(groups)) {
                    return true;
                }
                groups.clear();
            }
            groups.add(group.group());
            end = group.end();
        }
        return isCardIn(groups);
    }

    /** Whether some of the groups, one after another, are a card number together. */
    private static boolean isCardIn(List<String> groups) {
        for (int first = 0; first < groups.size(); first++) {
            StringBuilder digits = new StringBuilder();
            for (int next = first; next < groups.size() && digits.length() <= MAX_DIGITS; next++) {
                groups.get(next).codePoints().forEach(digit -> digits.append(Character.digit(digit, 10)));
                if (digits.length() >= MIN_DIGITS && digits.length() <= MAX_DIGITS && passesLuhn(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int value = i % 2 == 1 ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }
}
