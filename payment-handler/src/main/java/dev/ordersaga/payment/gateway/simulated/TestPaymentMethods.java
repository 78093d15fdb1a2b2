package dev.ordersaga.payment.gateway.simulated;

import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.Declines;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.Expires;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.NeverAnswers;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.RequiresAction;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.Succeeds;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.SucceedsAfter;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.TakesDays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Table of the test tokens; docs/payment-methods.md repeats it, and a test compares the two. */
final class TestPaymentMethods {

    /** @param meaning one sentence without a full stop, for the documentation */
    record Row(String token, SimulatedBehaviour behaviour, String meaning) {}

    private static final Duration DAYS = Duration.ofSeconds(5);
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

    private static final String SECONDS = "([1-9]|[1-5][0-9]|60)s";
    private static final Pattern SLOW = Pattern.compile("pm_slow_" + SECONDS);
    private static final Pattern EXPIRING = Pattern.compile("pm_expires_" + SECONDS);

    private static final Map<String, SimulatedBehaviour> BY_TOKEN =
            TABLE.stream().collect(Collectors.toUnmodifiableMap(Row::token, Row::behaviour));

    private TestPaymentMethods() {}

    static SimulatedBehaviour of(String token) {
        Matcher slow = SLOW.matcher(token);
        if (slow.matches()) {
            return new SucceedsAfter(seconds(slow));
        }
        Matcher expiring = EXPIRING.matcher(token);
        if (expiring.matches()) {
            return new Expires(seconds(expiring));
        }
        return BY_TOKEN.getOrDefault(token, new Declines(Declined.UNKNOWN_PAYMENT_METHOD));
    }

    private static Duration seconds(Matcher token) {
        return Duration.ofSeconds(Long.parseLong(token.group(1)));
    }

    private static List<Row> table() {
        List<Row> rows = new ArrayList<>();
        BRANDS.forEach(brand -> rows.add(new Row("pm_card_" + brand, new Succeeds(), "paid")));
        rows.add(new Row("pm_card_createDispute", new Succeeds(), "paid; disputed only with Stripe or its simulator"));
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
        rows.addAll(answeringLater());
        rows.add(new Row("pm_silent", new NeverAnswers(), "never answered: `order-command.payment.deadline` decides"));
        return List.copyOf(rows);
    }

    private static List<Row> answeringLater() {
        return List.of(
                new Row(
                        "pm_card_authenticationRequired",
                        new RequiresAction(Duration.ofSeconds(3)),
                        "the customer has to act, and does so after 3 seconds"),
                new Row(
                        "pm_card_threeDSecure2Required",
                        new RequiresAction(null),
                        "the customer has to act, and never does: `order-command.payment.action-deadline` decides"),
                new Row(
                        "pm_usBankAccount_success",
                        new TakesDays(DAYS, new Succeeds()),
                        "takes days, here 5 seconds; paid"),
                new Row(
                        "pm_usBankAccount_insufficientFunds",
                        new TakesDays(DAYS, new Declines("insufficient_funds")),
                        "takes days, here 5 seconds; not enough money"));
    }

    /** Stripe publishes some of its tokens with the brand and some without; both are accepted. */
    private static List<Row> declining(String name, String code, String meaning) {
        return List.of(
                new Row("pm_card_visa_" + name, new Declines(code), meaning),
                new Row("pm_card_" + name, new Declines(code), meaning));
    }
}
