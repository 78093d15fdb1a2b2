package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.PaymentIntent;
import tools.jackson.databind.node.ObjectNode;

/** JSON of the next action of a PaymentIntent; that of vouchers and the like has no address to redirect to. */
final class NextActionJson {

    private static final String HOSTED = "hosted_voucher_url";
    private static final String EXPIRES = "expires_at";

    private NextActionJson() {}

    /** @param page of the simulated bank */
    static ObjectNode of(PaymentIntent intent, String page) {
        ObjectNode json = JsonFields.object();
        if (intent.actionExpires() == null) {
            return intent.returnUrl() == null ? byScript(json, page) : byRedirect(json, page, intent.returnUrl());
        }
        long expires = intent.actionExpires().getEpochSecond();
        switch (PaymentMethods.of(String.valueOf(intent.paymentMethod())).type()) {
            case "boleto" ->
                details(json, "boleto_display_details", page)
                        .put(EXPIRES, expires)
                        .put("number", "01010101010101010101010101010101010101010101010")
                        .put("pdf", page + ".pdf");
            case "oxxo" ->
                details(json, "oxxo_display_details", page)
                        .put("expires_after", expires)
                        .put("number", "12345678901234657890123456789012");
            case "konbini" ->
                konbini(details(json, "konbini_display_details", page).put(EXPIRES, expires));
            case "multibanco" ->
                details(json, "multibanco_display_details", page)
                        .put("entity", "11249")
                        .put(EXPIRES, expires)
                        .put("reference", "999123456");
            case "pix" -> details(json, "pix_display_qr_code", page).put(EXPIRES, expires);
            case "customer_balance" -> bankTransfer(details(json, "display_bank_transfer_instructions", page), intent);
            default -> json.put("type", "blik_authorize").putObject("blik_authorize");
        }
        return json;
    }

    private static void bankTransfer(ObjectNode details, PaymentIntent intent) {
        details.put("amount_remaining", intent.terms().amount())
                .put("currency", intent.terms().currency())
                .put("type", "eu_bank_transfer");
    }

    private static void konbini(ObjectNode details) {
        details.putObject("stores")
                .putObject("lawson")
                .put("confirmation_number", "12345678901")
                .put("payment_code", "123456");
    }

    /** Details with the page that shows them to the customer, in a field of their own. */
    private static ObjectNode details(ObjectNode json, String type, String page) {
        boolean isVoucher = type.endsWith("_display_details");
        return json.put("type", type).putObject(type).put(isVoucher ? HOSTED : "hosted_instructions_url", page);
    }

    private static ObjectNode byScript(ObjectNode json, String page) {
        json.put("type", "use_stripe_sdk")
                .putObject("use_stripe_sdk")
                .put("type", "three_d_secure_redirect")
                .put("stripe_js", page);
        return json;
    }

    private static ObjectNode byRedirect(ObjectNode json, String page, String returnUrl) {
        json.put("type", "redirect_to_url")
                .putObject("redirect_to_url")
                .put("return_url", returnUrl)
                .put("url", page);
        return json;
    }
}
