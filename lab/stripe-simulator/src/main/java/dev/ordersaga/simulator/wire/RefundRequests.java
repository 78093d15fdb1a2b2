package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.CreateRefund;
import dev.ordersaga.simulator.payment.Intent;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refusal;
import java.util.List;
import java.util.Set;

/** Turns the parameters of the refund endpoint into operations. */
public final class RefundRequests {

    private static final Set<String> CREATE =
            Set.of("amount", "charge", "expand", "instructions_email", "metadata", "payment_intent", "reason");

    private static final List<String> REASONS = List.of("duplicate", "fraudulent", "requested_by_customer");

    private RefundRequests() {}

    /** @throws Refusal when a parameter is wrong, or names what does not exist */
    public static CreateRefund create(Parameters given, PaymentStore book) {
        given.onlyKnown(CREATE);
        Long amount = given.amount("amount");
        String reason = given.oneOf("reason", REASONS);
        return new CreateRefund(target(given, book).id(), amount, reason, given.metadata());
    }

    private static Intent target(Parameters given, PaymentStore book) {
        String intentId = given.text("payment_intent");
        if (intentId != null) {
            return book.intent(intentId)
                    .orElseThrow(() -> Refusal.of(
                            "payment_intent", "resource_missing", "No such payment_intent: '" + intentId + "'"));
        }
        String chargeId = given.text("charge");
        if (chargeId == null) {
            throw Refusal.of(
                    "payment_intent",
                    "parameter_missing",
                    "One of the following params should be provided for this request: payment_intent or charge.");
        }
        return book.charge(chargeId)
                .orElseThrow(() -> Refusal.of("charge", "resource_missing", "No such charge: '" + chargeId + "'"));
    }
}
