package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.CreateRefund;
import dev.ordersaga.simulator.engine.Effect;
import dev.ordersaga.simulator.engine.Operation;
import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.engine.PaymentEngine.ApiResponse;
import dev.ordersaga.simulator.engine.PaymentEngine.Execution;
import dev.ordersaga.simulator.engine.ResponseRenderer;
import dev.ordersaga.simulator.engine.UpdateRefundStatus;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.ObjectLookup;
import dev.ordersaga.simulator.payment.RequestOrigin;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.StripeJson;
import java.util.Map;

/** Executes operations of the control API: no idempotency key, no faults, but the same events as by the Stripe API. */
final class ControlOperations {

    private final PaymentEngine engine;
    private final WebhookDispatcher dispatcher;
    private final StripeJson stripeJson;

    ControlOperations(PaymentEngine engine, WebhookDispatcher dispatcher, StripeJson stripeJson) {
        this.engine = engine;
        this.dispatcher = dispatcher;
        this.stripeJson = stripeJson;
    }

    /** The PaymentIntent afterwards, or the refund if it is about one; or the error. */
    Response execute(Operation operation) {
        Execution execution = engine.execute(operation, RequestOrigin.NONE, new Renderer(operation));
        dispatcher.dispatchUnrequested(execution.events());
        return Response.json(execution.response().status(), execution.response().body(), Map.of());
    }

    private final class Renderer implements ResponseRenderer {

        private final boolean isAboutRefund;

        Renderer(Operation operation) {
            isAboutRefund = operation instanceof CreateRefund || operation instanceof UpdateRefundStatus;
        }

        @Override
        public ApiResponse of(Effect effect, ObjectLookup after) {
            return new ApiResponse(200, stripeJson.result(effect, isAboutRefund));
        }

        @Override
        public ApiResponse of(InvalidRequestException rejection) {
            return new ApiResponse(rejection.status(), ErrorJson.of(rejection, stripeJson));
        }
    }
}
