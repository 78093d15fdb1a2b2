package dev.ordersaga.simulator.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects as they will be when a decision is applied. */
record OverlayLookup(
        ObjectLookup before,
        @Nullable PaymentIntent intent,
        @Nullable Refund refund) implements ObjectLookup {

    @Override
    public Optional<PaymentIntent> intent(String id) {
        return intent != null && intent.id().equals(id) ? Optional.of(intent) : before.intent(id);
    }

    @Override
    public Optional<PaymentIntent> charge(String id) {
        boolean its = intent != null
                && intent.charge() != null
                && intent.charge().id().equals(id);
        return its ? Optional.ofNullable(intent) : before.charge(id);
    }

    @Override
    public Optional<Refund> refund(String id) {
        return refund != null && refund.id().equals(id) ? Optional.of(refund) : before.refund(id);
    }

    @Override
    public List<Refund> refundsOf(String chargeId) {
        List<Refund> refunds = new ArrayList<>(before.refundsOf(chargeId));
        if (refund != null && refund.chargeId().equals(chargeId)) {
            refunds.removeIf(r -> r.id().equals(refund.id()));
            refunds.addFirst(refund);
        }
        return refunds;
    }
}
