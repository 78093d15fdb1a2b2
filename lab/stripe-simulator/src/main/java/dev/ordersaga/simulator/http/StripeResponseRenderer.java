package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.Effect;
import dev.ordersaga.simulator.engine.PaymentEngine.ApiResponse;
import dev.ordersaga.simulator.engine.ResponseRenderer;
import dev.ordersaga.simulator.fault.FaultKind;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.ObjectLookup;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.Expansion;
import dev.ordersaga.simulator.wire.StripeJson;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Renders a decision as Stripe's response; as a server error when the fault rule says so. */
record StripeResponseRenderer(
        StripeJson stripeJson,
        Expansion expansion,
        Endpoint endpoint,
        @Nullable FaultRule rule) implements ResponseRenderer {

    private static final int PAYMENT_FAILED = 402;

    @Override
    public ApiResponse of(Effect effect, ObjectLookup after) {
        if (rule != null && rule.kind() == FaultKind.EFFECT_THEN_ERROR) {
            return new ApiResponse(rule.statusOr(500), FaultInjection.serverError());
        }
        if (effect.failure() != null) {
            return new ApiResponse(
                    PAYMENT_FAILED, stripeJson.failed(effect.failure(), Objects.requireNonNull(effect.intent())));
        }
        return new ApiResponse(200, expansion.in(stripeJson.result(effect, endpoint == Endpoint.REFUND), after));
    }

    @Override
    public ApiResponse of(InvalidRequestException rejection) {
        if (rule != null && rule.kind() == FaultKind.EFFECT_THEN_ERROR) {
            return new ApiResponse(rule.statusOr(500), FaultInjection.serverError());
        }
        return new ApiResponse(rejection.status(), ErrorJson.of(rejection, stripeJson));
    }
}
