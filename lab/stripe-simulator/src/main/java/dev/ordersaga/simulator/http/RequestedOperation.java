package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.payment.ConfirmIntent;
import dev.ordersaga.simulator.payment.CreateIntent;
import dev.ordersaga.simulator.payment.Intent;
import dev.ordersaga.simulator.payment.Operation;
import dev.ordersaga.simulator.payment.PaymentBehaviour;
import dev.ordersaga.simulator.payment.PaymentMethod;
import dev.ordersaga.simulator.payment.PaymentMethods;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refusal;
import dev.ordersaga.simulator.wire.IntentRequests;
import dev.ordersaga.simulator.wire.RefundRequests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request orders.
 *
 * @param conduct how the payment method that it asks for money usually behaves; null when it asks none
 */
record RequestedOperation(Operation operation, @Nullable PaymentBehaviour conduct) {

    /** @throws Refusal when a parameter is wrong, or names what does not exist */
    static RequestedOperation of(Endpoint endpoint, Request request, PaymentStore book) {
        return switch (endpoint) {
            case CREATE -> create(IntentRequests.create(request.parameters()));
            case CONFIRM -> confirm(request, intent(request.segments(), book));
            case CAPTURE ->
                new RequestedOperation(
                        IntentRequests.capture(intent(request.segments(), book), request.parameters()), null);
            case CANCEL ->
                new RequestedOperation(
                        IntentRequests.cancel(intent(request.segments(), book), request.parameters()), null);
            case REFUND -> new RequestedOperation(RefundRequests.create(request.parameters(), book), null);
            case RETRIEVE, LIST -> throw new IllegalArgumentException(endpoint + " orders nothing");
        };
    }

    /** The same, with the payment method made to behave that way. */
    RequestedOperation imposing(@Nullable PaymentBehaviour imposed) {
        if (imposed == null || conduct == null) {
            return this;
        }
        if (operation instanceof CreateIntent create && create.confirm() != null) {
            return new RequestedOperation(
                    new CreateIntent(create.draft(), create.confirm().imposing(imposed)), imposed);
        }
        if (operation instanceof ConfirmIntent confirm) {
            return new RequestedOperation(
                    new ConfirmIntent(confirm.intentId(), confirm.terms().imposing(imposed)), imposed);
        }
        return this;
    }

    private static RequestedOperation create(CreateIntent create) {
        PaymentMethod method = create.draft().method();
        return new RequestedOperation(create, create.confirm() == null || method == null ? null : method.conduct());
    }

    private static RequestedOperation confirm(Request request, Intent intent) {
        ConfirmIntent confirm = IntentRequests.confirm(intent, request.parameters());
        PaymentMethod given = confirm.terms().method();
        String own = intent.paymentMethod();
        if (given == null && own != null) {
            return new RequestedOperation(confirm, PaymentMethods.of(own).conduct());
        }
        return new RequestedOperation(confirm, given == null ? null : given.conduct());
    }

    private static Intent intent(List<String> segments, PaymentStore book) {
        String id = segments.get(1);
        return book.intent(id).orElseThrow(() -> Queries.missing("payment_intents", id));
    }
}
