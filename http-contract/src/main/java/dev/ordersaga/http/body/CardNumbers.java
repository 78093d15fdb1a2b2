package dev.ordersaga.http.body;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes card numbers: digits that a card network could have issued ({@link CardNetwork}) and that pass the Luhn check,
 * in one group or in groups between which there are only white space, punctuation of numbers or invisible characters. Dates
 * and UUIDs are never part of one: they are removed from the text first.
 */
public final class CardNumbers {

    private static final int MIN_DIGITS = 13;
    private static final int MAX_DIGITS = 19;

    private static final Pattern UUID =
            Pattern.compile("(?<!\\p{XDigit})\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}(?!\\p{XDigit})");
    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)(?:(?:19|20)\\d{2}([-/._])(?:0?[1-9]|1[0-2])\\1(?:[12]\\d|3[01]|0?[1-9])"
                    + "|(?:[12]\\d|3[01]|0?[1-9])([-/._])(?:[12]\\d|3[01]|0?[1-9])\\2(?:19|20)\\d{2})(?!\\d)");
    private static final Pattern GROUP = Pattern.compile("\\p{Nd}+");

    /** What may be between two groups of one number. */
    private static final Pattern SEPARATOR = Pattern.compile("[\\p{Z}\\p{Pd}\\p{Pc}\\p{Cf}\\s./\\\\|,'·•*]{1,8}");

    private CardNumbers() {}

    /** Whether the text has a card number somewhere. */
    public static boolean appearIn(String text) {
        if (text.length() < MIN_DIGITS) {
            return false;
        }
        String rest = DATE.matcher(UUID.matcher(text).replaceAll("#")).replaceAll("#");
        List<String> groups = new ArrayList<>();
        Matcher separator = SEPARATOR.matcher(rest);
        Matcher group = GROUP.matcher(rest);
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
                if (digits.length() >= MIN_DIGITS && digits.length() <= MAX_DIGITS && isCard(digits.toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCard(String digits) {
        return passesLuhn(digits) && CardNetwork.anyIssues(digits) && !isArticleNumber(digits);
    }

    /** An EAN-13: one in ten passes the Luhn check too, and those of some countries begin like a card of 13 digits. */
    private static boolean isArticleNumber(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits.length() == MIN_DIGITS && sum % 10 == 0;
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int value = i % 2 == 1 ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }
}
