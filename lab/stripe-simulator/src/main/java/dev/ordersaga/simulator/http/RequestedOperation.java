package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.ConfirmPaymentIntent;
import dev.ordersaga.simulator.engine.CreatePaymentIntent;
import dev.ordersaga.simulator.engine.Operation;
import dev.ordersaga.simulator.method.PaymentBehaviour;
import dev.ordersaga.simulator.method.PaymentMethod;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.wire.PaymentIntentRequests;
import dev.ordersaga.simulator.wire.RefundRequests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operation that a request asks for.
 *
 * @param behaviour of the payment method to be charged; null when none is charged
 */
record RequestedOperation(Operation operation, @Nullable PaymentBehaviour behaviour) {

    /** @throws InvalidRequestException when a parameter is invalid, or refers to an unknown object */
    static RequestedOperation of(Endpoint endpoint, Request request, PaymentStore store) {
        return switch (endpoint) {
            case CREATE -> create(PaymentIntentRequests.create(request.parameters()));
            case CONFIRM -> confirm(request, intent(request.segments(), store));
            case CAPTURE ->
                new RequestedOperation(
                        PaymentIntentRequests.capture(intent(request.segments(), store), request.parameters()), null);
            case CANCEL ->
                new RequestedOperation(
                        PaymentIntentRequests.cancel(intent(request.segments(), store), request.parameters()), null);
            case REFUND -> new RequestedOperation(RefundRequests.create(request.parameters(), store), null);
            case RETRIEVE, LIST -> throw new IllegalArgumentException(endpoint + " is no operation");
        };
    }

    /** The same with an overridden behaviour of the payment method. */
    RequestedOperation withBehaviour(@Nullable PaymentBehaviour override) {
        if (override == null || behaviour == null) {
            return this;
        }
        if (operation instanceof CreatePaymentIntent create && create.confirm() != null) {
            return new RequestedOperation(
                    new CreatePaymentIntent(create.draft(), create.confirm().withBehaviour(override)), override);
        }
        if (operation instanceof ConfirmPaymentIntent confirm) {
            return new RequestedOperation(
                    new ConfirmPaymentIntent(confirm.intentId(), confirm.terms().withBehaviour(override)), override);
        }
        return this;
    }

    private static RequestedOperation create(CreatePaymentIntent create) {
        PaymentMethod method = create.draft().method();
        return new RequestedOperation(create, create.confirm() == null || method == null ? null : method.behaviour());
    }

    private static RequestedOperation confirm(Request request, PaymentIntent intent) {
        ConfirmPaymentIntent confirm = PaymentIntentRequests.confirm(intent, request.parameters());
        PaymentMethod method = confirm.methodFor(intent);
        return new RequestedOperation(confirm, method == null ? null : method.behaviour());
    }

    private static PaymentIntent intent(List<String> segments, PaymentStore store) {
        String id = segments.get(1);
        return store.intent(id).orElseThrow(() -> Queries.notFound("payment_intents", id));
    }
}
