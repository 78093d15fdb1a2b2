package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.payment.Book;
import dev.ordersaga.simulator.payment.Conduct;
import dev.ordersaga.simulator.payment.ConfirmIntent;
import dev.ordersaga.simulator.payment.CreateIntent;
import dev.ordersaga.simulator.payment.Intent;
import dev.ordersaga.simulator.payment.Operation;
import dev.ordersaga.simulator.payment.PaymentMethod;
import dev.ordersaga.simulator.payment.PaymentMethods;
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
record Order(Operation operation, @Nullable Conduct conduct) {

    /** @throws Refusal when a parameter is wrong, or names what does not exist */
    static Order of(Endpoint endpoint, Request request, Book book) {
        return switch (endpoint) {
            case CREATE -> create(IntentRequests.create(request.parameters()));
            case CONFIRM -> confirm(request, intent(request.segments(), book));
            case CAPTURE ->
                new Order(IntentRequests.capture(intent(request.segments(), book), request.parameters()), null);
            case CANCEL ->
                new Order(IntentRequests.cancel(intent(request.segments(), book), request.parameters()), null);
            case REFUND -> new Order(RefundRequests.create(request.parameters(), book), null);
            case RETRIEVE, LIST -> throw new IllegalArgumentException(endpoint + " orders nothing");
        };
    }

    /** The same, with the payment method made to behave that way. */
    Order imposing(@Nullable Conduct imposed) {
        if (imposed == null || conduct == null) {
            return this;
        }
        if (operation instanceof CreateIntent create && create.confirm() != null) {
            return new Order(new CreateIntent(create.draft(), create.confirm().imposing(imposed)), imposed);
        }
        if (operation instanceof ConfirmIntent confirm) {
            return new Order(
                    new ConfirmIntent(confirm.intentId(), confirm.terms().imposing(imposed)), imposed);
        }
        return this;
    }

    private static Order create(CreateIntent create) {
        PaymentMethod method = create.draft().method();
        return new Order(create, create.confirm() == null || method == null ? null : method.conduct());
    }

    private static Order confirm(Request request, Intent intent) {
        ConfirmIntent confirm = IntentRequests.confirm(intent, request.parameters());
        PaymentMethod given = confirm.terms().method();
        String own = intent.paymentMethod();
        if (given == null && own != null) {
            return new Order(confirm, PaymentMethods.of(own).conduct());
        }
        return new Order(confirm, given == null ? null : given.conduct());
    }

    private static Intent intent(List<String> segments, Book book) {
        String id = segments.get(1);
        return book.intent(id).orElseThrow(() -> Queries.missing("payment_intents", id));
    }
}
