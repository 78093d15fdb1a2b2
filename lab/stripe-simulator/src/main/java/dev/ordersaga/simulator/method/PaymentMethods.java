package dev.ordersaga.simulator.method;

import dev.ordersaga.simulator.method.PaymentBehaviour.AwaitsPayment;
import dev.ordersaga.simulator.method.PaymentBehaviour.Fails;
import dev.ordersaga.simulator.method.PaymentBehaviour.NeverSettles;
import dev.ordersaga.simulator.method.PaymentBehaviour.Refunds;
import dev.ordersaga.simulator.method.PaymentBehaviour.RequiresAction;
import dev.ordersaga.simulator.method.PaymentBehaviour.SettlesLater;
import dev.ordersaga.simulator.method.PaymentBehaviour.Succeeds;
import dev.ordersaga.simulator.method.PaymentBehaviour.SucceedsAfter;
import dev.ordersaga.simulator.method.PaymentBehaviour.SucceedsButRefundsFail;
import dev.ordersaga.simulator.method.PaymentBehaviour.SucceedsButRefundsPend;
import dev.ordersaga.simulator.method.PaymentBehaviour.SucceedsThenDisputed;
import dev.ordersaga.simulator.payment.Dispute;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The test payment methods: Stripe's tokens, and additional ones for slow, unsettled and voucher payments. */
public final class PaymentMethods {

    private static final Pattern SLOW = Pattern.compile("pm_slow_([1-9]|[1-5]\\d|60)s");
    private static final String CARD = "card";
    private static final String VISA = "visa";
    private static final Map<String, PaymentMethod> BY_ID = new TreeMap<>();

    static {
        succeeding("pm_card_visa", VISA, "4242");
        succeeding("pm_card_visa_debit", VISA, "5556");
        succeeding("pm_card_mastercard", "mastercard", "4444");
        succeeding("pm_card_mastercard_debit", "mastercard", "8210");
        succeeding("pm_card_mastercard_prepaid", "mastercard", "5100");
        succeeding("pm_card_amex", "amex", "8431");
        succeeding("pm_card_discover", "discover", "9424");
        succeeding("pm_card_diners", "diners", "0004");
        succeeding("pm_card_jcb", "jcb", "0505");
        succeeding("pm_card_unionpay", "unionpay", "0005");
        declining("", "generic_decline", "0002");
        declining("InsufficientFunds", "insufficient_funds", "9995");
        declining("LostCard", "lost_card", "9987");
        declining("StolenCard", "stolen_card", "9979");
        declining("ExpiredCard", "expired_card", "0069");
        declining("IncorrectCvc", "incorrect_cvc", "0127");
        declining("ProcessingError", "processing_error", "0119");
        declining("VelocityLimitExceeded", "card_velocity_exceeded", "6975");
        visa("pm_card_chargeCustomerFail", "0341", new Fails(PaymentErrors.byCode("generic_decline")));
        visa("pm_card_radarBlock", "0019", new Fails(PaymentErrors.byCode("fraudulent")));
        visa("pm_card_authenticationRequired", "3184", new RequiresAction());
        visa("pm_card_threeDSecure2Required", "3220", new RequiresAction());
        visa("pm_card_createDispute", "0259", disputed(Dispute.Status.NEEDS_RESPONSE, "fraudulent"));
        visa(
                "pm_card_createDisputeProductNotReceived",
                "2685",
                disputed(Dispute.Status.NEEDS_RESPONSE, "product_not_received"));
        visa("pm_card_createDisputeInquiry", "1976", disputed(Dispute.Status.WARNING_NEEDS_RESPONSE, "fraudulent"));
        visa("pm_card_refundFail", "5126", new SucceedsButRefundsFail());
        visa("pm_card_pendingRefund", "7726", new SucceedsButRefundsPend());
        bank("pm_usBankAccount_success", new SettlesLater(true));
        bank("pm_usBankAccount_insufficientFunds", new SettlesLater(false));
        bank("pm_usBankAccount_processing", new NeverSettles());
        visa("pm_silent", "0000", new NeverSettles());
        awaiting("pm_boleto", "boleto", Duration.ofDays(3), Refunds.NONE);
        awaiting("pm_oxxo", "oxxo", Duration.ofDays(3), Refunds.NONE);
        awaiting("pm_konbini", "konbini", Duration.ofDays(3), Refunds.BY_INSTRUCTIONS);
        awaiting("pm_multibanco", "multibanco", Duration.ofDays(7), Refunds.BY_INSTRUCTIONS);
        awaiting("pm_bankTransfer", "customer_balance", Duration.ofDays(30), Refunds.BY_INSTRUCTIONS);
        awaiting("pm_pix", "pix", Duration.ofDays(1), Refunds.INSTANT);
        awaiting("pm_blik", "blik", Duration.ofMinutes(1), Refunds.INSTANT);
    }

    private PaymentMethods() {}

    /** The payment method with this id, empty when there is none. */
    public static Optional<PaymentMethod> find(String id) {
        Matcher slow = SLOW.matcher(id);
        if (slow.matches()) {
            return Optional.of(
                    new PaymentMethod(id, CARD, VISA, "4242", new SucceedsAfter(Integer.parseInt(slow.group(1)))));
        }
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** @throws IllegalArgumentException when there is none with this id */
    public static PaymentMethod of(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no payment method '" + id + "'"));
    }

    /** All except the slow ones. */
    public static Iterable<PaymentMethod> all() {
        return BY_ID.values();
    }

    private static void succeeding(String id, String brand, String last4) {
        BY_ID.put(id, new PaymentMethod(id, CARD, brand, last4, new Succeeds()));
    }

    /** Stripe's tokens exist with and without the brand. */
    private static void declining(String suffix, String code, String last4) {
        visa("pm_card_visa_chargeDeclined" + suffix, last4, new Fails(PaymentErrors.byCode(code)));
        visa("pm_card_chargeDeclined" + suffix, last4, new Fails(PaymentErrors.byCode(code)));
    }

    private static void visa(String id, String last4, PaymentBehaviour behaviour) {
        BY_ID.put(id, new PaymentMethod(id, CARD, VISA, last4, behaviour));
    }

    private static void bank(String id, PaymentBehaviour behaviour) {
        BY_ID.put(id, new PaymentMethod(id, "us_bank_account", VISA, "6789", behaviour));
    }

    private static void awaiting(String id, String type, Duration life, Refunds refunds) {
        BY_ID.put(id, new PaymentMethod(id, type, "", "", new AwaitsPayment(life, refunds)));
    }

    private static PaymentBehaviour disputed(Dispute.Status first, String reason) {
        return new SucceedsThenDisputed(first, reason);
    }
}
