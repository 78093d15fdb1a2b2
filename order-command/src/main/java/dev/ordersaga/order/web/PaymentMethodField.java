package dev.ordersaga.order.web;

import dev.ordersaga.http.body.Fields;
import java.util.regex.Pattern;

/**
 * The field {@code paymentMethod}: an opaque token of a payment provider, such as {@code pm_card_visa}. payment-handler
 * selects the provider by the token; here only its form is checked, which no card number has.
 */
final class PaymentMethodField {

    static final Pattern TOKEN = Pattern.compile("[a-z][a-z0-9]{0,15}_[A-Za-z0-9_]{1,64}");

    private PaymentMethodField() {}

    static String of(Fields fields) {
        return fields.matching(
                "paymentMethod",
                TOKEN,
                "the payment provider's token: a prefix such as pm, an underscore and 1 to 64 letters, digits or"
                        + " underscores");
    }
}
