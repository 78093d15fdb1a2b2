package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.fault.FaultContext;
import dev.ordersaga.simulator.fault.FaultKind;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.http.IdempotentRequestHandler.Handled;
import dev.ordersaga.simulator.ledger.LedgerException;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.Parameters;
import dev.ordersaga.simulator.wire.StripeJson;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Routes below {@code /v1}. Order of the steps as at Stripe: authentication, route, fault, idempotency key, parameters,
 * state.
 */
final class StripeRoutes {

    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.\\w+)?");

    private final PaymentEngine engine;
    private final Queries queries;
    private final IdempotentRequestHandler requestHandler;
    private final FaultInjection faultInjection;
    private final StripeJson stripeJson;
    private final String orderIdKey;

    StripeRoutes(
            PaymentEngine engine,
            Queries queries,
            IdempotentRequestHandler requestHandler,
            FaultInjection faultInjection,
            StripeJson stripeJson) {
        this.engine = engine;
        this.queries = queries;
        this.requestHandler = requestHandler;
        this.faultInjection = faultInjection;
        this.stripeJson = stripeJson;
        this.orderIdKey = engine.settings().orderIdKey();
    }

    Handled serve(Request request) {
        Optional<Response> rejection = rejection(request);
        if (rejection.isPresent()) {
            return Handled.with(rejection.get());
        }
        Endpoint endpoint = Endpoint.of(request.method(), request.segments()).orElse(null);
        if (endpoint == null) {
            return Handled.with(error(
                    404,
                    "Unrecognized request URL (" + request.method() + ": " + request.path()
                            + "). This simulator implements a subset of the Stripe API; see its README."));
        }
        FaultContext context = engine.read(store -> context(endpoint, request, store));
        Optional<Response> injected = faultInjection.onArrival(context);
        return injected.map(response -> Handled.with(response)).orElseGet(() -> answer(endpoint, request, context));
    }

    private Handled answer(Endpoint endpoint, Request request, FaultContext context) {
        try {
            return switch (endpoint) {
                case RETRIEVE, LIST -> Handled.with(look(endpoint, request, context));
                default -> requestHandler.serve(endpoint, request, context);
            };
        } catch (InvalidRequestException rejection) {
            return Handled.with(Response.json(rejection.status(), ErrorJson.of(rejection, stripeJson), Map.of()));
        } catch (LedgerException e) {
            return Handled.with(Response.json(
                    503, ErrorJson.of(ErrorJson.API_ERROR, null, String.valueOf(e.getMessage())), Map.of()));
        }
    }

    private Response look(Endpoint endpoint, Request request, FaultContext context) {
        FaultRule rule = faultInjection.onExecution(context);
        if (rule != null && waits(rule) && !engine.clock().await(Duration.ofSeconds(rule.hangSeconds()))) {
            return new Response.Reset();
        }
        if (rule != null && rule.kind() == FaultKind.REFUSE) {
            throw FaultInjection.refusal(rule, endpoint);
        }
        if (rule != null && rule.kind() == FaultKind.EFFECT_THEN_ERROR) {
            return Response.json(rule.statusOr(500), FaultInjection.serverError(), Map.of());
        }
        String kind = request.segments().getFirst();
        ObjectNode found = endpoint == Endpoint.LIST
                ? queries.list(kind, request.path(), request.parameters())
                : queries.retrieve(kind, request.segments().get(1), request.parameters());
        return faultInjection.afterEffect(rule, Response.json(200, found, Map.of()));
    }

    private static boolean waits(FaultRule rule) {
        return rule.kind() == FaultKind.DELAY || rule.kind() == FaultKind.EFFECT_THEN_DELAY;
    }

    private FaultContext context(Endpoint endpoint, Request request, PaymentStore store) {
        Parameters parameters = request.parameters();
        PaymentIntent intent = intent(endpoint, request, store).orElse(null);
        String method = parameters.raw("payment_method");
        return new FaultContext(
                endpoint.op(),
                intent == null ? parameters.raw("metadata", orderIdKey) : orderId(intent),
                method == null && intent != null ? used(intent) : method,
                null,
                request.id(),
                request.key());
    }

    private Optional<PaymentIntent> intent(Endpoint endpoint, Request request, PaymentStore store) {
        Parameters parameters = request.parameters();
        return switch (endpoint) {
            case CONFIRM, CAPTURE, CANCEL, RETRIEVE ->
                store.intent(request.segments().get(1));
            case REFUND -> {
                String intent = parameters.raw("payment_intent");
                String charge = parameters.raw("charge");
                yield intent != null
                        ? store.intent(intent)
                        : Optional.ofNullable(charge).flatMap(store::charge);
            }
            case CREATE, LIST -> Optional.empty();
        };
    }

    private @Nullable String orderId(PaymentIntent intent) {
        return intent.terms().metadata().get(orderIdKey);
    }

    private static @Nullable String used(PaymentIntent intent) {
        return intent.charge() == null
                ? intent.paymentMethod()
                : intent.charge().paymentMethod();
    }

    private static Optional<Response> rejection(Request request) {
        String key = request.apiKey();
        if (key == null || key.isBlank()) {
            return Optional.of(error(
                    401,
                    "You did not provide an API key. You need to provide your API key in the Authorization header, using"
                            + " Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."));
        }
        if (!key.startsWith("sk_test_") && !key.startsWith("rk_test_")) {
            return Optional.of(error(
                    401, "Invalid API Key provided. This simulator takes sk_test_… and rk_test_… keys, no real ones."));
        }
        if (request.version() != null && !VERSION.matcher(request.version()).matches()) {
            return Optional.of(error(400, "Invalid Stripe API version: " + request.version()));
        }
        return Optional.empty();
    }

    private static Response error(int status, String message) {
        return Response.json(status, ErrorJson.of(ErrorJson.INVALID_REQUEST, null, message), Map.of());
    }
}
