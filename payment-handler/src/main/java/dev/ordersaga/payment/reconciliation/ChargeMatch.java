package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.Attempt;
import dev.ordersaga.payment.Attempt.Progress;
import dev.ordersaga.payment.PaymentState;
import dev.ordersaga.payment.gateway.ProviderRecord;
import org.jspecify.annotations.Nullable;

/**
 * Result of matching a provider's charge with the payment of its order. Pure, and cautious: while something is under
 * way, a difference is not judged, only the provider's state recorded.
 *
 * @param what description of the difference, for operators; empty if there is none
 */
record ChargeMatch(Kind kind, String what) {

    enum Kind {
        /** Both records agree. */
        MATCHED,
        /** This system's record is open or out of date: the provider's state is recorded as an answer would be. */
        OUTDATED,
        /** Money that no payment accounts for: of an order that ended without it, or of another attempt. */
        UNMATCHED,
        /** The records differ, and no automatic correction is certain to be right. */
        MISMATCH,
        /** It has this system's metadata and belongs to none of its payments, as after a restored backup. */
        NO_PAYMENT,
        /** The provider refuses to void or refund money that no payment accounts for. */
        RELEASE_REFUSED,
        /** It could not be compared: its state cannot be read, or the provider gave no answer about it. */
        UNREADABLE,
        /** A webhook about it could not be followed up. */
        WEBHOOK
    }

    /**
     * Matches a charge.
     *
     * @param payment the payment of the charge's order; null if there is none
     * @param provider name of the provider that has the charge
     */
    static ChargeMatch of(@Nullable PaymentState payment, String provider, ProviderRecord.OfCharge found) {
        if (payment == null) {
            return new ChargeMatch(
                    Kind.NO_PAYMENT, "a charge over " + found.amount() + " of no payment of this system");
        }
        if (found.attempt() > payment.attempt().number()) {
            return mismatch("attempt " + found.attempt() + " was never started here");
        }
        if (!isCurrent(payment.attempt(), provider, found)) {
            return compareHeld(found, Money.zero(found.held().currency()));
        }
        Money requested = payment.attempt().charge().amount();
        if (!requested.equals(found.amount())) {
            return mismatch("the charge is over " + found.amount() + ", the payment over " + requested);
        }
        return isUnderWay(payment) ? new ChargeMatch(Kind.OUTDATED, "") : compareSettled(payment, found);
    }

    private static ChargeMatch compareSettled(PaymentState payment, ProviderRecord.OfCharge found) {
        Attempt attempt = payment.attempt();
        return switch (attempt.progress()) {
            case CAPTURED -> compareHeld(found, payment.refunds().remaining());
            // An authorization that expired, or was captured at the provider, is an update and not a fault.
            case AUTHORIZED ->
                found.held().equals(attempt.charge().amount())
                        ? new ChargeMatch(Kind.MATCHED, "")
                        : new ChargeMatch(Kind.OUTDATED, "");
            case DECLINED, VOIDED -> compareHeld(found, Money.zero(found.held().currency()));
            case STARTED, UNANSWERED, PROCESSING, ACTION_REQUIRED, CAPTURING -> new ChargeMatch(Kind.OUTDATED, "");
        };
    }

    private static ChargeMatch compareHeld(ProviderRecord.OfCharge found, Money expected) {
        if (found.held().equals(expected)) {
            return new ChargeMatch(Kind.MATCHED, "");
        }
        String what =
                "the provider holds " + found.held() + ", expected " + expected + difference(found.held(), expected);
        return expected.isZero() ? new ChargeMatch(Kind.UNMATCHED, what) : mismatch(what);
    }

    private static String difference(Money held, Money expected) {
        if (!held.currency().equals(expected.currency())) {
            return "";
        }
        return held.isMoreThan(expected)
                ? ": " + held.minus(expected) + " too much"
                : ": " + expected.minus(held) + " is missing";
    }

    private static boolean isCurrent(Attempt attempt, String provider, ProviderRecord.OfCharge found) {
        String recorded = attempt.charge().providerReference();
        return provider.equals(attempt.provider())
                && attempt.number() == found.attempt()
                && (recorded == null || recorded.equals(found.reference()));
    }

    private static boolean isUnderWay(PaymentState payment) {
        Attempt attempt = payment.attempt();
        return attempt.isOpen()
                || attempt.is(Progress.CAPTURING)
                || payment.isBeingReleased()
                || !payment.refunds().open().isEmpty();
    }

    private static ChargeMatch mismatch(String what) {
        return new ChargeMatch(Kind.MISMATCH, what);
    }
}
