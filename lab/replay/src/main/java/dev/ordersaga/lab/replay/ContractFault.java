package dev.ordersaga.lab.replay;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the published contract refuses in an invoice, and the words in which the service must say so: the normalized
 * pointer (indexes as {@code *}) and the code of one entry of {@code errors}.
 */
enum ContractFault {
    CUSTOMER_MISSING("no customer", "/customerId required"),
    QUANTITY_OUT_OF_RANGE("quantity below 1 or above 1,000,000", "/lines/\\*/quantity out_of_range"),
    PRICE_NOT_ACCEPTED("price negative or with more than 4 decimals", "/lines/\\*/unitPrice invalid_format"),
    TOTAL_OUT_OF_RANGE("total zero or too large", "/lines out_of_range"),
    TOO_MANY_LINES("more than 2,000 lines", "/lines too_many"),
    TEXT_BLANK("blank stock code", "/lines/\\*/sku blank"),
    TEXT_TOO_LONG("text too long", "/(customerId|lines/\\*/(sku|description)) too_long"),
    CONTROL_CHARACTER("control character", "/.* control_character"),
    CARD_NUMBER("looks like a card number", "/.* card_number");

    private final String words;
    private final Pattern answer;

    ContractFault(String words, String answer) {
        this.words = words;
        this.answer = Pattern.compile(answer);
    }

    /** For reports. */
    String words() {
        return words;
    }

    /** Which of these faults the service named, leaving out names that no rule here foresees. */
    static Set<ContractFault> allNamed(Collection<String> pointersAndCodes) {
        Set<ContractFault> faults = EnumSet.noneOf(ContractFault.class);
        for (ContractFault fault : values()) {
            if (pointersAndCodes.stream().anyMatch(fault::isMeantBy)) {
                faults.add(fault);
            }
        }
        return faults;
    }

    /** Whether one name is the service's word for this fault. */
    boolean isMeantBy(String pointerAndCode) {
        return answer.matcher(pointerAndCode).matches();
    }
}
