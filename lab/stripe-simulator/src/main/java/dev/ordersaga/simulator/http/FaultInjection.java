package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.RefusedOperation;
import dev.ordersaga.simulator.fault.FaultContext;
import dev.ordersaga.simulator.fault.FaultKind;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.fault.OutcomeProfile;
import dev.ordersaga.simulator.method.PaymentBehaviour;
import dev.ordersaga.simulator.method.PaymentErrors;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.wire.ErrorJson;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Selects the fault of a request: by the active rules, otherwise by the outcome profile. */
final class FaultInjection {

    private static final String REFUSED_BY_STATE = "state";

    private final FaultRules faults;
    private final @Nullable OutcomeProfile profile;

    FaultInjection(FaultRules faults, @Nullable OutcomeProfile profile) {
        this.faults = faults;
        this.profile = profile;
    }

    /** The response to a request that is not processed because of a fault; empty without one. */
    Optional<Response> onArrival(FaultContext context) {
        return faults.first(FaultKind.Phase.ARRIVAL, context).map(rule -> switch (rule.kind()) {
            case RATE_LIMIT -> rateLimited(rule);
            case HANG -> new Response.NoResponse(Duration.ofSeconds(rule.hangSeconds()));
            case ERROR -> Response.json(rule.statusOr(500), serverError(), Map.of());
            case RESET -> reset(rule);
            default -> MalformedResponse.of(rule.formOr("invalid-json"));
        });
    }

    /** The rule that fires for an executed request, null for none. */
    @Nullable
    FaultRule onExecution(FaultContext context) {
        return faults.first(FaultKind.Phase.EXECUTION, context).orElse(null);
    }

    /** Overrides the payment method's behaviour, null for its own. */
    @Nullable
    PaymentBehaviour behaviour(@Nullable FaultRule rule, FaultContext context, @Nullable PaymentBehaviour own) {
        if (rule != null && rule.kind() == FaultKind.DECLINE) {
            return new PaymentBehaviour.Fails(
                    PaymentErrors.byCode(rule.code() == null ? "generic_decline" : rule.code()));
        }
        return appliesTo(context, own)
                ? profileOf().behaviour(String.valueOf(context.orderId())).orElse(null)
                : null;
    }

    /** The rule that loses the response to a successful payment, if the profile says so; otherwise null. */
    @Nullable
    FaultRule lostResponse(FaultContext context, @Nullable PaymentBehaviour own) {
        boolean lost = appliesTo(context, own)
                && profileOf().of(String.valueOf(context.orderId())) == OutcomeProfile.Outcome.TIMEOUT_AFTER_CHARGE;
        if (!lost) {
            return null;
        }
        FaultRule rule = profileOf().lostResponse();
        faults.log(rule, "profile", context);
        return rule;
    }

    /** The response to an executed request, as changed by the rule. */
    Response afterEffect(@Nullable FaultRule rule, Response response) {
        if (rule == null) {
            return response;
        }
        return switch (rule.kind()) {
            case EFFECT_THEN_HANG -> new Response.NoResponse(Duration.ofSeconds(rule.hangSeconds()));
            case EFFECT_THEN_RESET -> reset(rule);
            case EFFECT_THEN_GARBAGE -> MalformedResponse.of(rule.formOr("invalid-json"));
            default -> response;
        };
    }

    /**
     * The operation, refused by the rule.
     *
     * @throws InvalidRequestException as from a failed validation, which is not kept under the idempotency key
     */
    static RequestedOperation refused(RequestedOperation order, FaultRule rule, Endpoint endpoint) {
        if (rule.formOr(REFUSED_BY_STATE).equals(REFUSED_BY_STATE)) {
            return new RequestedOperation(
                    new RefusedOperation(order.operation(), rule.statusOr(400), code(rule, endpoint)), null);
        }
        throw refusal(rule, endpoint);
    }

    static InvalidRequestException refusal(FaultRule rule, Endpoint endpoint) {
        return InvalidRequestException.refused(rule.statusOr(400), code(rule, endpoint), null);
    }

    private static String code(FaultRule rule, Endpoint endpoint) {
        if (rule.code() != null) {
            return rule.code();
        }
        return switch (endpoint) {
            case CREATE -> "payment_intent_invalid_parameter";
            case CONFIRM, CAPTURE, CANCEL -> "payment_intent_unexpected_state";
            case REFUND -> "charge_already_refunded";
            case RETRIEVE, LIST -> "resource_missing";
        };
    }

    static ObjectNode serverError() {
        return ErrorJson.of(
                ErrorJson.API_ERROR, null, "An unknown error occurred (this error was injected by the simulator).");
    }

    /** Many HTTP clients silently repeat a request without any response, but not one with an incomplete response. */
    private static Response reset(FaultRule rule) {
        return rule.formOr("no-answer").equals("half-answer") ? new Response.Truncated("") : new Response.Reset();
    }

    private static Response rateLimited(FaultRule rule) {
        ObjectNode body = ErrorJson.of(
                ErrorJson.INVALID_REQUEST,
                "rate_limit",
                "Request rate limit exceeded. Learn more about rate limits here https://docs.stripe.com/rate-limits.");
        return Response.json(429, body, Map.of("Retry-After", String.valueOf(rule.secondsOr(1))));
    }

    private boolean appliesTo(FaultContext context, @Nullable PaymentBehaviour own) {
        return profile != null && context.orderId() != null && own instanceof PaymentBehaviour.Succeeds;
    }

    private OutcomeProfile profileOf() {
        if (profile == null) {
            throw new IllegalStateException("no profile");
        }
        return profile;
    }
}
