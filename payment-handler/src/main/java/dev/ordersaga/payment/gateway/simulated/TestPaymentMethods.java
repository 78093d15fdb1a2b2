package dev.ordersaga.payment.gateway.simulated;

import dev.ordersaga.payment.gateway.simulated.Behaviour.Declines;
import dev.ordersaga.payment.gateway.simulated.Behaviour.NeverAnswers;
import dev.ordersaga.payment.gateway.simulated.Behaviour.Succeeds;
import dev.ordersaga.payment.gateway.simulated.Behaviour.SucceedsAfter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one table of tokens; docs/payment-methods.md repeats it, and a test compares the two. */
final class TestPaymentMethods {

    /** @param meaning one sentence without a full stop, for the documentation */
    record Row(String token, Behaviour behaviour, String meaning) {}

    static final String UNKNOWN_CODE = "payment_method_unknown";
    static final String REFUND_FAILS = "pm_card_refundFail";

    private static final List<String> BRANDS = List.of(
            "visa",
            "visa_debit",
            "mastercard",
            "mastercard_debit",
            "mastercard_prepaid",
            "amex",
            "discover",
            "diners",
            "jcb",
            "unionpay");

    static final List<Row> TABLE = table();

    private static final Pattern SLOW = Pattern.compile("pm_slow_([1-9]|[1-5][0-9]|60)s");

    private static final Map<String, Behaviour> BY_TOKEN =
            TABLE.stream().collect(Collectors.toUnmodifiableMap(Row::token, Row::behaviour));

    private TestPaymentMethods() {}

    static Behaviour of(String token) {
        Matcher slow = SLOW.matcher(token);
        if (slow.matches()) {
            return new SucceedsAfter(Duration.ofSeconds(Long.parseLong(slow.group(1))));
        }
        return BY_TOKEN.getOrDefault(token, new Declines(UNKNOWN_CODE));
    }

    private static List<Row> table() {
        List<Row> rows = new ArrayList<>();
        BRANDS.forEach(brand -> rows.add(new Row("pm_card_" + brand, new Succeeds(), "paid")));
        rows.add(new Row("pm_card_createDispute", new Succeeds(), "paid; the dispute is not simulated yet"));
        rows.add(new Row(REFUND_FAILS, new Succeeds(), "paid; every refund fails"));
        rows.addAll(declining("chargeDeclined", "generic_decline", "the bank gives no reason"));
        rows.addAll(declining("chargeDeclinedInsufficientFunds", "insufficient_funds", "not enough money"));
        rows.addAll(declining("chargeDeclinedLostCard", "lost_card", "customers see `generic_decline`"));
        rows.addAll(declining("chargeDeclinedStolenCard", "stolen_card", "customers see `generic_decline`"));
        rows.addAll(declining("chargeDeclinedExpiredCard", "expired_card", "the card has expired"));
        rows.addAll(declining("chargeDeclinedIncorrectCvc", "incorrect_cvc", "the security code is wrong"));
        rows.addAll(declining("chargeDeclinedProcessingError", "processing_error", "the bank could not process it"));
        rows.addAll(declining("chargeDeclinedVelocityLimitExceeded", "card_velocity_exceeded", "used too often"));
        rows.add(new Row(
                "pm_card_chargeCustomerFail", new Declines("generic_decline"), "can be stored but never charged"));
        rows.add(new Row("pm_card_radarBlock", new Declines("fraudulent"), "customers see `generic_decline`"));
        for (String card : List.of("authenticationRequired", "threeDSecure2Required")) {
            rows.add(new Row(
                    "pm_card_" + card,
                    new Declines("authentication_required"),
                    "the bank wants to ask its customer, which is not possible yet"));
        }
        rows.add(new Row("pm_silent", new NeverAnswers(), "no answer ever: `payment.deadline` decides"));
        return List.copyOf(rows);
    }

    /** Stripe writes some of its tokens with the brand and some without; both are known here. */
    private static List<Row> declining(String name, String code, String meaning) {
        return List.of(
                new Row("pm_card_visa_" + name, new Declines(code), meaning),
                new Row("pm_card_" + name, new Declines(code), meaning));
    }
}
