package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.shop.Invoice;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Limits of the published order contract, written independently of the service: the replay shares no code with the
 * system that it verifies.
 */
final class ContractLimits {

    private static final int LINES = 2_000;
    private static final long QUANTITY = 1_000_000;
    private static final int SKU = 64;
    private static final int CUSTOMER = 64;
    private static final int DESCRIPTION = 256;
    private static final BigDecimal MINOR_UNITS = new BigDecimal("1000000000000");
    private static final Pattern PRICE = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");
    private static final Pattern DIGIT_GROUPS = Pattern.compile("[0-9]+(?:[ -][0-9]+)*");
    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;

    private ContractLimits() {}

    /**
     * Reason to refuse an invoice, and how the service must name it: the normalized JSON pointer (indexes as {@code *})
     * and the code of one entry of {@code errors}.
     */
    enum Fault {
        CUSTOMER_MISSING("no customer", "/customerId required"),
        QUANTITY_OUT_OF_RANGE("quantity below 1 or above 1,000,000", "/lines/\\*/quantity out_of_range"),
        PRICE_NOT_ACCEPTED("price negative or with more than 4 decimals", "/lines/\\*/unitPrice invalid_format"),
        TOTAL_OUT_OF_RANGE("total zero or too large", "/lines out_of_range"),
        TOO_MANY_LINES("more than 2,000 lines", "/lines too_many"),
        TEXT_BLANK("blank stock code", "/lines/\\*/sku blank"),
        TEXT_TOO_LONG("text too long", "/(customerId|lines/\\*/(sku|description)) too_long"),
        CONTROL_CHARACTER("control character", "/.* control_character"),
        CARD_NUMBER("looks like a card number", "/.* card_number");

        private final String label;
        private final Pattern name;

        Fault(String label, String name) {
            this.label = label;
            this.name = Pattern.compile(name);
        }

        /** Text for reports. */
        String label() {
            return label;
        }

        boolean hasName(String pointerAndCode) {
            return name.matcher(pointerAndCode).matches();
        }

        /** Faults with these names; names that match no fault are ignored. */
        static Set<Fault> withNames(Collection<String> pointersAndCodes) {
            Set<Fault> faults = EnumSet.allOf(Fault.class);
            faults.removeIf(fault -> pointersAndCodes.stream().noneMatch(fault::hasName));
            return faults;
        }
    }

    /** All faults that the service must name when it refuses this invoice; empty when it must accept it. */
    static Set<Fault> faults(Invoice invoice, int minorDigits) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        if (invoice.customerId() == null) {
            faults.add(Fault.CUSTOMER_MISSING);
        } else {
            checkText(invoice.customerId(), CUSTOMER, faults);
        }
        if (invoice.lines().size() > LINES) {
            faults.add(Fault.TOO_MANY_LINES);
        }
        invoice.lines().forEach(line -> checkLine(line, faults));
        // The service checks the total only when every field is valid.
        if (faults.isEmpty() && !isPayable(invoice.total(minorDigits), minorDigits)) {
            faults.add(Fault.TOTAL_OUT_OF_RANGE);
        }
        return faults;
    }

    private static void checkLine(Invoice.Line line, Set<Fault> faults) {
        if (line.sku().isBlank()) {
            faults.add(Fault.TEXT_BLANK);
        }
        checkText(line.sku(), SKU, faults);
        if (line.description() != null) {
            checkText(line.description(), DESCRIPTION, faults);
        }
        if (line.quantity() < 1 || line.quantity() > QUANTITY) {
            faults.add(Fault.QUANTITY_OUT_OF_RANGE);
        }
        if (!PRICE.matcher(line.unitPrice()).matches()) {
            faults.add(Fault.PRICE_NOT_ACCEPTED);
        }
    }

    private static void checkText(String value, int longest, Set<Fault> faults) {
        if (value.codePointCount(0, value.length()) > longest) {
            faults.add(Fault.TEXT_TOO_LONG);
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            faults.add(Fault.CONTROL_CHARACTER);
        }
        if (hasCardNumber(value)) {
            faults.add(Fault.CARD_NUMBER);
        }
    }

    private static boolean isPayable(BigDecimal total, int minorDigits) {
        return total.signum() > 0 && total.movePointRight(minorDigits).compareTo(MINOR_UNITS) < 0;
    }

    /**
     * Whether the text has 13 to 19 digits with a valid check digit, in one group or in groups with a single space or
     * dash between them.
     */
    static boolean hasCardNumber(String text) {
        return DIGIT_GROUPS
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(run -> run.split("[ -]", -1))
                .anyMatch(ContractLimits::hasCardNumber);
    }

    private static boolean hasCardNumber(String[] groups) {
        for (int first = 0; first < groups.length; first++) {
            StringBuilder digits = new StringBuilder();
            for (int next = first; next < groups.length && digits.length() < LONGEST_CARD; next++) {
                digits.append(groups[next]);
                if (digits.length() >= SHORTEST_CARD && digits.length() <= LONGEST_CARD && isLuhnValid(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLuhnValid(CharSequence digits) {
        int sum = 0;
        for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
            int digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
            int weighted = fromRight % 2 == 1 ? digit * 2 : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return sum % 10 == 0;
    }
}
