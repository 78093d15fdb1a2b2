package dev.ordersaga.order.web;

import dev.ordersaga.http.body.Fields;
import java.util.regex.Pattern;

/** The field {@code paymentMethod}: an opaque token of the payment provider. */
final class PaymentMethodField {

    private static final Pattern TOKEN = Pattern.compile("pm_[A-Za-z0-9_]{1,64}");

    private PaymentMethodField() {}

    static String of(Fields fields) {
        return fields.matching(
                "paymentMethod", TOKEN, "the provider's token: pm_ and 1 to 64 letters, digits or underscores");
    }
}
