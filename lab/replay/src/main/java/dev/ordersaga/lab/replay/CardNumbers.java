package dev.ordersaga.lab.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds text that the contract refuses to carry: 13 to 19 digits whose check digit is right, in one run or in runs that
 * follow one another with a single space or dash between them.
 */
final class CardNumbers {

    private static final int FEWEST = 13;
    private static final int MOST = 19;
    private static final Pattern RUNS = Pattern.compile("[0-9]+(?:[ -][0-9]+)*");
    private static final Pattern SEPARATOR = Pattern.compile("[ -]");

    private CardNumbers() {}

    /** Whether the text has something that could be a card number. */
    static boolean isIn(String text) {
        Matcher runs = RUNS.matcher(text);
        while (runs.find()) {
            String[] groups = SEPARATOR.split(runs.group(), -1);
            for (int first = 0; first < groups.length; first++) {
                if (startsWithCard(groups, first)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean startsWithCard(String[] groups, int first) {
        StringBuilder digits = new StringBuilder();
        for (int next = first; next < groups.length && digits.length() <= MOST; next++) {
            digits.append(groups[next]);
            if (digits.length() >= FEWEST && digits.length() <= MOST && checkDigitHolds(digits)) {
                return true;
            }
        }
        return false;
    }

    /** Luhn: from the right, every second digit doubled, its digits added. */
    private static boolean checkDigitHolds(CharSequence digits) {
        int sum = 0;
        boolean doubled = false;
        for (int at = digits.length() - 1; at >= 0; at--) {
            int digit = digits.charAt(at) - '0';
            int value = doubled ? digit * 2 : digit;
            sum += value / 10 + value % 10;
            doubled = !doubled;
        }
        return sum % 10 == 0;
    }
}
