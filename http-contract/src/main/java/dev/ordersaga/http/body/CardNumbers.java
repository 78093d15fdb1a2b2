package dev.ordersaga.http.body;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises what looks like a card number: 13 to 19 digits that pass the Luhn check, in one run or in groups split by
 * single spaces or dashes. Whole UUIDs are let through: some of them contain such groups by chance, for good.
 */
final class CardNumbers {

    private static final int FEWEST_DIGITS = 13;
    private static final int MOST_DIGITS = 19;
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private CardNumbers() {}

    static boolean appearIn(String text) {
        if (text.length() < FEWEST_DIGITS || UUID.matcher(text).matches()) {
            return false;
        }
        Run run = new Run();
        int position = 0;
        while (position < text.length()) {
            int character = text.codePointAt(position);
            position += Character.charCount(character);
            int digit = Character.digit(character, 10);
            if (digit >= 0) {
                run.add(digit);
            } else if (run.isInsideGroup() && isSeparator(character)) {
                run.endGroup();
            } else if (run.hasCard()) {
                return true;
            } else {
                run = new Run();
            }
        }
        return run.hasCard();
    }

    private static boolean isSeparator(int character) {
        return Character.isSpaceChar(character) || Character.getType(character) == Character.DASH_PUNCTUATION;
    }

    /** Digits with at most one separator between any two of them. */
    private static final class Run {

        private final StringBuilder digits = new StringBuilder();
        private final List<Integer> groupStarts = new ArrayList<>();
        private boolean insideGroup;

        void add(int digit) {
            if (!insideGroup) {
                groupStarts.add(digits.length());
                insideGroup = true;
            }
            digits.append((char) ('0' + digit));
        }

        boolean isInsideGroup() {
            return insideGroup;
        }

        void endGroup() {
            insideGroup = false;
        }

        /** Whether any whole groups that follow one another are a card number together. */
        boolean hasCard() {
            for (int first = 0; first < groupStarts.size(); first++) {
                for (int next = first + 1; next <= groupStarts.size(); next++) {
                    int start = groupStarts.get(first);
                    int end = next < groupStarts.size() ? groupStarts.get(next) : digits.length();
                    if (end - start > MOST_DIGITS) {
                        break;
                    }
                    if (end - start >= FEWEST_DIGITS && passesLuhn(digits, start, end)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static boolean passesLuhn(CharSequence digits, int start, int end) {
        int sum = 0;
        boolean doubled = false;
        for (int i = end - 1; i >= start; i--) {
            int digit = digits.charAt(i) - '0';
            int value = doubled ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
            doubled = !doubled;
        }
        return sum % 10 == 0;
    }
}
