package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.engine.CreateRefund;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import java.util.List;
import java.util.Set;

/** Parses requests to the refund endpoint into operations. */
public final class RefundRequests {

    private static final Set<String> CREATE =
            Set.of("amount", "charge", "expand", "instructions_email", "metadata", "payment_intent", "reason");

    private static final List<String> REASONS = List.of("duplicate", "fraudulent", "requested_by_customer");

    private RefundRequests() {}

    /** @throws InvalidRequestException when a parameter is invalid, or refers to an unknown object */
    public static CreateRefund create(Parameters parameters, PaymentStore store) {
        parameters.rejectUnknown(CREATE);
        Long amount = parameters.amount("amount");
        String reason = parameters.oneOf("reason", REASONS);
        PaymentIntent target = target(parameters, store);
        if (amount != null) {
            Currencies.checkUnit("amount", amount, target.terms().currency());
        }
        return new CreateRefund(target.id(), amount, reason, parameters.metadata());
    }

    private static PaymentIntent target(Parameters parameters, PaymentStore store) {
        String intentId = parameters.text("payment_intent");
        if (intentId != null) {
            return store.intent(intentId)
                    .orElseThrow(() -> InvalidRequestException.of(
                            "payment_intent", "resource_missing", "No such payment_intent: '" + intentId + "'"));
        }
        String chargeId = parameters.text("charge");
        if (chargeId == null) {
            throw InvalidRequestException.of(
                    "payment_intent",
                    "parameter_missing",
                    "One of the following params should be provided for this request: payment_intent or charge.");
        }
        return store.charge(chargeId)
                .orElseThrow(() ->
                        InvalidRequestException.of("charge", "resource_missing", "No such charge: '" + chargeId + "'"));
    }
}
