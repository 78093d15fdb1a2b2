package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.Attempt.Progress;
import dev.ordersaga.payment.gateway.ProviderRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a charge at the provider is beside what is on record here. Pure, and cautious: what may still be under way is
 * never judged, only learned from.
 *
 * @param what in words, for whoever has to look; empty unless it is wrong
 */
record ChargeMatch(Kind kind, String what) {

    enum Kind {
        /** Both books say the same. */
        FINE,
        /** Something is open here: what the provider says is to be recorded, as an answer would be. */
        TO_LEARN,
        /** Money of an order that ended without it, or of an attempt that nobody waits for any more. */
        ORPHAN,
        /** The books differ, and nothing that could be done by itself is surely right. */
        MISMATCH,
        /** There is no such payment here. */
        NOT_OURS
    }

    /** @param payment null if there is none of that order */
    static ChargeMatch of(@Nullable PaymentState payment, ProviderRecord.OfCharge found) {
        if (payment == null) {
            return new ChargeMatch(Kind.NOT_OURS, "");
        }
        if (found.attempt() > payment.attempt().number()) {
            return mismatch("attempt " + found.attempt() + " was never begun here");
        }
        if (!isCurrent(payment.attempt(), found)) {
            return surplus(found, Money.zero(found.held().currency()));
        }
        Money asked = payment.attempt().charge().amount();
        if (!asked.equals(found.amount())) {
            return mismatch("the provider was asked for " + found.amount() + ", the order for " + asked);
        }
        return isUnderWay(payment) ? new ChargeMatch(Kind.TO_LEARN, "") : settled(payment, found);
    }

    private static ChargeMatch settled(PaymentState payment, ProviderRecord.OfCharge found) {
        Attempt attempt = payment.attempt();
        Money nothing = Money.zero(found.held().currency());
        return switch (attempt.progress()) {
            case CAPTURED -> surplus(found, payment.refunds().left());
            // It expires or is taken without our asking: that is news, not a fault.
            case AUTHORIZED ->
                found.held().equals(attempt.charge().amount())
                        ? new ChargeMatch(Kind.FINE, "")
                        : new ChargeMatch(Kind.TO_LEARN, "");
            case DECLINED, VOIDED -> surplus(found, nothing);
            case STARTED, PROCESSING, ACTION_REQUIRED, CAPTURING -> new ChargeMatch(Kind.TO_LEARN, "");
        };
    }

    private static ChargeMatch surplus(ProviderRecord.OfCharge found, Money expected) {
        if (found.held().equals(expected)) {
            return new ChargeMatch(Kind.FINE, "");
        }
        String what = "the provider holds " + found.held() + ", we think " + expected;
        return expected.isZero() ? new ChargeMatch(Kind.ORPHAN, what) : mismatch(what);
    }

    private static boolean isCurrent(Attempt attempt, ProviderRecord.OfCharge found) {
        String known = attempt.charge().providerReference();
        return attempt.number() == found.attempt() && (known == null || known.equals(found.reference()));
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
