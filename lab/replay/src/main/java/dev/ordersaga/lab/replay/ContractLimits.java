package dev.ordersaga.lab.replay;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The limits that the service publishes, written down a second time from its documentation: the replay is a witness and
 * shares no code with what it watches.
 */
final class ContractLimits {

    private static final int LINES = 2_000;
    private static final long QUANTITY = 1_000_000;
    private static final int SKU = 64;
    private static final int CUSTOMER = 64;
    private static final int DESCRIPTION = 256;
    private static final BigDecimal MINOR_UNITS = new BigDecimal("1000000000000");
    private static final Pattern PRICE = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    private final int minorDigits;

    ContractLimits(int minorDigits) {
        this.minorDigits = minorDigits;
    }

    /** Everything that the service must name when it refuses this invoice; empty when it must accept it. */
    Set<ContractFault> faultsOf(Invoice invoice) {
        Set<ContractFault> faults = EnumSet.noneOf(ContractFault.class);
        String customer = invoice.customerId();
        if (customer == null) {
            faults.add(ContractFault.CUSTOMER_MISSING);
        } else {
            text(customer, CUSTOMER, faults);
        }
        if (invoice.lines().size() > LINES) {
            faults.add(ContractFault.TOO_MANY_LINES);
        }
        for (InvoiceLine line : invoice.lines()) {
            texts(line, faults);
            amounts(line, faults);
        }
        // The total is what remains to be judged when every field is good.
        if (faults.isEmpty() && !isPayable(invoice.total(minorDigits))) {
            faults.add(ContractFault.TOTAL_OUT_OF_RANGE);
        }
        return faults;
    }

    private static void amounts(InvoiceLine line, Set<ContractFault> faults) {
        if (line.quantity() < 1 || line.quantity() > QUANTITY) {
            faults.add(ContractFault.QUANTITY_OUT_OF_RANGE);
        }
        if (!PRICE.matcher(line.unitPrice()).matches()) {
            faults.add(ContractFault.PRICE_NOT_ACCEPTED);
        }
    }

    private static void texts(InvoiceLine line, Set<ContractFault> faults) {
        if (line.sku().isBlank()) {
            faults.add(ContractFault.TEXT_BLANK);
        }
        text(line.sku(), SKU, faults);
        String description = line.description();
        if (description != null) {
            text(description, DESCRIPTION, faults);
        }
    }

    private static void text(String value, int longest, Set<ContractFault> faults) {
        if (value.codePointCount(0, value.length()) > longest) {
            faults.add(ContractFault.TEXT_TOO_LONG);
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            faults.add(ContractFault.CONTROL_CHARACTER);
        }
        if (CardNumbers.isIn(value)) {
            faults.add(ContractFault.CARD_NUMBER);
        }
    }

    private boolean isPayable(BigDecimal total) {
        return total.signum() > 0 && total.movePointRight(minorDigits).compareTo(MINOR_UNITS) < 0;
    }
}
