package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.Ids;
import dev.ordersaga.simulator.engine.Operation;
import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.engine.PaymentEngine.Execution;
import dev.ordersaga.simulator.fault.FaultContext;
import dev.ordersaga.simulator.fault.FaultKind;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.idempotency.IdempotencyStore;
import dev.ordersaga.simulator.idempotency.IdempotencyStore.Claim;
import dev.ordersaga.simulator.idempotency.StoredResponse;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.RequestOrigin;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.Expansion;
import dev.ordersaga.simulator.wire.StripeJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executes POST requests, once per idempotency key, with injected faults. */
final class IdempotentRequestHandler {

    private static final int MAX_KEY_LENGTH = 255;
    private static final int FINGERPRINT_LENGTH = 40;

    private final PaymentEngine engine;
    private final IdempotencyStore idempotency;
    private final FaultInjection faultInjection;
    private final WebhookDispatcher dispatcher;
    private final SimulatorClock clock;
    private final StripeJson stripeJson;

    IdempotentRequestHandler(
            PaymentEngine engine, FaultInjection faultInjection, WebhookDispatcher dispatcher, StripeJson stripeJson) {
        this.engine = engine;
        this.idempotency = engine.idempotency();
        this.faultInjection = faultInjection;
        this.dispatcher = dispatcher;
        this.clock = engine.clock();
        this.stripeJson = stripeJson;
    }

    /** A response, and the webhooks to send after it. */
    record Handled(Response response, Runnable afterResponse) {
        /** A response without webhooks. */
        static Handled with(Response response) {
            return new Handled(response, () -> {});
        }
    }

    /** @throws InvalidRequestException when a parameter is invalid; the key then keeps no response */
    Handled serve(Endpoint endpoint, Request request, FaultContext context) {
        String key = request.key();
        if (key == null) {
            return execute(endpoint, request, context);
        }
        if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            throw InvalidRequestException.of(
                    "", null, "Idempotency keys must have 1 to " + MAX_KEY_LENGTH + " characters.");
        }
        Claim claim = idempotency.claim(key, request.path(), fingerprint(request), clock.instant());
        if (!(claim instanceof Claim.Fresh)) {
            return Handled.with(refused(claim, key, request));
        }
        try {
            return execute(endpoint, request, context);
        } finally {
            idempotency.release(key);
        }
    }

    private Handled execute(Endpoint endpoint, Request request, FaultContext context) {
        Expansion expansion = new Expansion(request.parameters(), stripeJson);
        RequestedOperation order = engine.read(store -> RequestedOperation.of(endpoint, request, store));
        FaultRule rule = faultInjection.onExecution(context);
        if (rule != null && rule.kind() == FaultKind.REFUSE) {
            order = FaultInjection.refused(order, rule, endpoint);
        }
        order = order.withBehaviour(faultInjection.behaviour(rule, context, order.behaviour()));
        if (rule == null) {
            rule = faultInjection.lostResponse(context, order.behaviour());
        }
        if (!awaitBank(order.operation(), rule)) {
            return Handled.with(new Response.Reset());
        }
        Execution execution = engine.execute(
                order.operation(),
                caller(request, rule),
                new StripeResponseRenderer(stripeJson, expansion, endpoint, rule));
        WebhookDispatcher.Sending sending = dispatcher.plan(execution.events(), context);
        sending.beforeResponse();
        if (rule != null && rule.kind() == FaultKind.EFFECT_THEN_DELAY) {
            clock.await(Duration.ofSeconds(rule.hangSeconds()));
        }
        Response answer = Response.json(
                execution.response().status(), execution.response().body(), Map.of());
        return new Handled(faultInjection.afterEffect(rule, answer), sending::afterResponse);
    }

    /**
     * Waits for the processing time of the bank.
     *
     * @return false when the server stops first
     */
    private boolean awaitBank(Operation operation, @Nullable FaultRule rule) {
        Duration bankDelay = engine.read(operation::bankDelay);
        if (rule != null && rule.kind() == FaultKind.DELAY) {
            bankDelay = bankDelay.plusSeconds(rule.hangSeconds());
        }
        return bankDelay.isZero() || clock.await(bankDelay);
    }

    private Response refused(Claim claim, String key, Request request) {
        return switch (claim) {
            case Claim.Answered answered -> replayed(engine.stored(answered.position()));
            case Claim.InFlight inFlight ->
                Response.json(
                        409,
                        ErrorJson.of(
                                ErrorJson.INVALID_REQUEST,
                                "idempotency_key_in_use",
                                "There is currently another in-progress request using this Idempotent Key (that probably"
                                        + " means you submitted twice, and the other request is still going through): "
                                        + key + ". Please try again later."),
                        Map.of("Stripe-Should-Retry", "true"));
            case Claim.OtherEndpoint other ->
                keyMisuse("Keys for idempotent requests can only be used for the same endpoint they were first used for"
                        + " ('" + request.path() + "' vs '" + other.path() + "'). Try using a key other than '" + key
                        + "' if you meant to execute a different request.");
            case Claim rest ->
                keyMisuse("Keys for idempotent requests can only be used with the same parameters they were first used"
                        + " with. Try using a key other than '" + key
                        + "' if you meant to execute a different request.");
        };
    }

    private static Response keyMisuse(String message) {
        return Response.json(400, ErrorJson.of(ErrorJson.IDEMPOTENCY_ERROR, null, message), Map.of());
    }

    private static Response replayed(StoredResponse stored) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotent-Replayed", "true");
        headers.put("Original-Request", stored.requestId());
        return Response.json(stored.status(), stored.body(), headers);
    }

    private static RequestOrigin caller(Request request, @Nullable FaultRule rule) {
        Boolean delivered = (rule != null && rule.kind().withholdsResponse()) ? Boolean.FALSE : null;
        return new RequestOrigin(request.key(), request.path(), fingerprint(request), request.id(), delivered);
    }

    private static String fingerprint(Request request) {
        return Ids.text(request.parameters().canonical(), FINGERPRINT_LENGTH);
    }
}
