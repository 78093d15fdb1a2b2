package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.FieldCode;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Searches the values and names of a body for a card number, until the first one. The number is not repeated anywhere; its
 * place is composed only when it was found.
 */
final class CardSearch {

    private static final String DETAIL =
            "This looks like a card number. Card numbers must never be sent here; send the provider's token.";
    private static final int LARGEST_SCALE = 64;

    private CardSearch() {}

    /** Records the first card number of the body as a fault. */
    static void in(JsonNode body, FieldFaults faults) {
        String place = find(body);
        if (place != null) {
            faults.add(place, FieldCode.CARD_NUMBER, DETAIL);
        }
    }

    /** The pointer from the node to the first card number in it; null if there is none. */
    private static @Nullable String find(JsonNode node) {
        if (node.isObject()) {
            return findInObject(node);
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                String below = find(node.get(i));
                if (below != null) {
                    return Pointers.element(Pointers.ROOT, i) + below;
                }
            }
            return null;
        }
        boolean isCard = (node.isString() && CardNumbers.appearIn(node.stringValue()))
                || (node.isNumber() && CardNumbers.appearIn(plain(node.decimalValue())));
        return isCard ? Pointers.ROOT : null;
    }

    /** A name that is a card number is reported on its object: a pointer to the member would repeat it. */
    private static @Nullable String findInObject(JsonNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (CardNumbers.appearIn(member.getKey())) {
                return Pointers.ROOT;
            }
            String below = find(member.getValue());
            if (below != null) {
                return Pointers.member(Pointers.ROOT, member.getKey()) + below;
            }
        }
        return null;
    }

    /** Without exponent, so that 4.2e15 is seen as its digits; larger scales do not have 13 to 19 digits. */
    private static String plain(BigDecimal number) {
        return Math.abs(number.scale()) <= LARGEST_SCALE ? number.toPlainString() : "";
    }
}
