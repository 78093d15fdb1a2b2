package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.FieldCode;
import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Searches every value and every name of a body for card numbers. A number that is found is not repeated anywhere. */
final class CardSearch {

    private static final String DETAIL =
            "This looks like a card number. Card numbers must never be sent here; send the provider's token.";
    private static final int LARGEST_SCALE = 64;

    private final FieldFaults faults;

    CardSearch(FieldFaults faults) {
        this.faults = faults;
    }

    void in(JsonNode node, String pointer) {
        if (node.isObject()) {
            inObject(node, pointer);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                in(node.get(i), Pointers.element(pointer, i));
            }
        } else if (node.isString() && CardNumbers.appearIn(node.stringValue())) {
            found(pointer);
        } else if (node.isNumber() && CardNumbers.appearIn(plain(node.decimalValue()))) {
            found(pointer);
        }
    }

    /** A name that is a card number is reported on its object: a pointer to the member would repeat it. */
    private void inObject(JsonNode object, String pointer) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (CardNumbers.appearIn(member.getKey())) {
                found(pointer);
            } else {
                in(member.getValue(), Pointers.member(pointer, member.getKey()));
            }
        }
    }

    private void found(String pointer) {
        faults.add(pointer, FieldCode.CARD_NUMBER, DETAIL);
    }

    /** Without exponent, so that 4.2e15 is seen as its digits; larger scales do not have 13 to 19 digits. */
    private static String plain(BigDecimal number) {
        return Math.abs(number.scale()) <= LARGEST_SCALE ? number.toPlainString() : "";
    }
}
