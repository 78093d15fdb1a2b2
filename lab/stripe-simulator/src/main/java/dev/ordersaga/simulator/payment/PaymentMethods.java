package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.PaymentBehaviour.AsksItsOwner;
import dev.ordersaga.simulator.payment.PaymentBehaviour.NeverSettles;
import dev.ordersaga.simulator.payment.PaymentBehaviour.Pays;
import dev.ordersaga.simulator.payment.PaymentBehaviour.PaysAfter;
import dev.ordersaga.simulator.payment.PaymentBehaviour.PaysAndDisputes;
import dev.ordersaga.simulator.payment.PaymentBehaviour.PaysButFailsRefunds;
import dev.ordersaga.simulator.payment.PaymentBehaviour.PaysButRefundsLate;
import dev.ordersaga.simulator.payment.PaymentBehaviour.Refuses;
import dev.ordersaga.simulator.payment.PaymentBehaviour.Settles;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The test payment methods: Stripe's by Stripe's names, and our own for slowness and silence. */
public final class PaymentMethods {

    private static final Pattern SLOW = Pattern.compile("pm_slow_([1-9]|[1-5]\\d|60)s");
    private static final String CARD = "card";
    private static final String VISA = "visa";
    private static final Map<String, PaymentMethod> BY_ID = new TreeMap<>();

    static {
        pays("pm_card_visa", VISA, "4242");
        pays("pm_card_visa_debit", VISA, "5556");
        pays("pm_card_mastercard", "mastercard", "4444");
        pays("pm_card_mastercard_debit", "mastercard", "8210");
        pays("pm_card_mastercard_prepaid", "mastercard", "5100");
        pays("pm_card_amex", "amex", "8431");
        pays("pm_card_discover", "discover", "9424");
        pays("pm_card_diners", "diners", "0004");
        pays("pm_card_jcb", "jcb", "0505");
        pays("pm_card_unionpay", "unionpay", "0005");
        refuses("", "generic_decline", "0002");
        refuses("InsufficientFunds", "insufficient_funds", "9995");
        refuses("LostCard", "lost_card", "9987");
        refuses("StolenCard", "stolen_card", "9979");
        refuses("ExpiredCard", "expired_card", "0069");
        refuses("IncorrectCvc", "incorrect_cvc", "0127");
        refuses("ProcessingError", "processing_error", "0119");
        refuses("VelocityLimitExceeded", "card_velocity_exceeded", "6975");
        visa("pm_card_chargeCustomerFail", "0341", new Refuses(Declines.byCode("generic_decline")));
        visa("pm_card_radarBlock", "0019", new Refuses(Declines.byCode("fraudulent")));
        visa("pm_card_authenticationRequired", "3184", new AsksItsOwner());
        visa("pm_card_threeDSecure2Required", "3220", new AsksItsOwner());
        visa("pm_card_createDispute", "0259", new PaysAndDisputes());
        visa("pm_card_refundFail", "5126", new PaysButFailsRefunds());
        visa("pm_card_pendingRefund", "7726", new PaysButRefundsLate());
        bank("pm_usBankAccount_success", new Settles(true));
        bank("pm_usBankAccount_insufficientFunds", new Settles(false));
        visa("pm_silent", "0000", new NeverSettles());
    }

    private PaymentMethods() {}

    /** The payment method with that id, empty for any other. */
    public static Optional<PaymentMethod> find(String id) {
        Matcher slow = SLOW.matcher(id);
        if (slow.matches()) {
            return Optional.of(
                    new PaymentMethod(id, CARD, VISA, "4242", new PaysAfter(Integer.parseInt(slow.group(1)))));
        }
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** @throws IllegalArgumentException when there is none with that id */
    public static PaymentMethod of(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no payment method '" + id + "'"));
    }

    /** All that are named one by one, so without the slow ones. */
    public static Iterable<PaymentMethod> all() {
        return BY_ID.values();
    }

    private static void pays(String id, String brand, String last4) {
        BY_ID.put(id, new PaymentMethod(id, CARD, brand, last4, new Pays()));
    }

    /** Stripe's names exist with and without the brand. */
    private static void refuses(String suffix, String code, String last4) {
        visa("pm_card_visa_chargeDeclined" + suffix, last4, new Refuses(Declines.byCode(code)));
        visa("pm_card_chargeDeclined" + suffix, last4, new Refuses(Declines.byCode(code)));
    }

    private static void visa(String id, String last4, PaymentBehaviour conduct) {
        BY_ID.put(id, new PaymentMethod(id, CARD, VISA, last4, conduct));
    }

    private static void bank(String id, PaymentBehaviour conduct) {
        BY_ID.put(id, new PaymentMethod(id, "us_bank_account", VISA, "6789", conduct));
    }
}
