package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.AuthenticateCustomer;
import dev.ordersaga.simulator.engine.CloseDispute;
import dev.ordersaga.simulator.engine.Effect;
import dev.ordersaga.simulator.engine.Operation;
import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.engine.PaymentEngine.ApiResponse;
import dev.ordersaga.simulator.engine.PaymentEngine.Execution;
import dev.ordersaga.simulator.engine.ResponseRenderer;
import dev.ordersaga.simulator.engine.SettlePayment;
import dev.ordersaga.simulator.payment.AmountText;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.ObjectLookup;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.RequestOrigin;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.Parameters;
import dev.ordersaga.simulator.wire.StripeJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Controls for customer and bank: authentication, settlement, dispute decisions. */
final class BankController {

    private static final String OUTCOME = "outcome";
    private static final String PAGE_START = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Authentication</title>
            <body style="font-family:sans-serif;max-width:30em;margin:4em auto">
            <h1>Authentication</h1><p>Do you want to pay\s""";
    private static final String PAGE_END = """
            ? This bank is simulated; no money moves.</p>
            <form method="post"><button name="outcome" value="succeed">Yes, pay</button>
            <button name="outcome" value="fail">No</button></form></body></html>
            """;

    private final PaymentEngine engine;
    private final WebhookDispatcher dispatcher;
    private final StripeJson stripeJson;
    private final JsonMapper json;

    BankController(PaymentEngine engine, WebhookDispatcher dispatcher, StripeJson stripeJson, JsonMapper json) {
        this.engine = engine;
        this.dispatcher = dispatcher;
        this.stripeJson = stripeJson;
        this.json = json;
    }

    /** @throws IllegalArgumentException when the outcome is unknown */
    Response serve(String method, List<String> segments, String body) {
        if (segments.size() == 2 && segments.getFirst().equals("disputes")) {
            return closeDispute(segments.get(1), body);
        }
        if (segments.size() != 3 || !segments.getFirst().equals("payment_intents")) {
            return notFound();
        }
        Optional<PaymentIntent> intent = engine.read(store -> store.intent(segments.get(1)));
        if (intent.isEmpty()) {
            return notFound();
        }
        String id = intent.get().id();
        return switch (method + " " + segments.get(2)) {
            case "GET authentication" -> page(intent.get());
            case "POST authentication" -> decide(new AuthenticateCustomer(id, isFirst(body, "succeed", "fail")), body);
            case "POST settlement" -> decide(new SettlePayment(id, isFirst(body, "succeed", "fail")), body);
            default -> notFound();
        };
    }

    private Response closeDispute(String id, String body) {
        return engine.read(store -> store.dispute(id)).isPresent()
                ? decide(new CloseDispute(id, isFirst(body, "won", "lost")), body)
                : notFound();
    }

    private Response decide(Operation operation, String body) {
        Execution execution = engine.execute(operation, RequestOrigin.NONE, new IntentRenderer());
        dispatcher.dispatchUnrequested(execution.events());
        String returnUrl = execution.response().body().path("returnUrl").asString("");
        boolean fromPage = !isJson(body) && !returnUrl.isEmpty();
        return fromPage
                ? Response.text(303, "text/plain", "", Map.of("Location", returnUrl))
                : Response.json(
                        execution.response().status(), execution.response().body(), Map.of());
    }

    /** Renders the PaymentIntent, with the URL that the customer returns to. */
    private final class IntentRenderer implements ResponseRenderer {
        @Override
        public ApiResponse of(Effect effect, ObjectLookup after) {
            PaymentIntent intent = Objects.requireNonNull(effect.intent());
            ObjectNode body = stripeJson.intent(intent);
            if (intent.returnUrl() != null) {
                body.put("returnUrl", intent.returnUrl());
            }
            return new ApiResponse(200, body);
        }

        @Override
        public ApiResponse of(InvalidRequestException rejection) {
            return new ApiResponse(rejection.status(), ErrorJson.of(rejection, stripeJson));
        }
    }

    private boolean isFirst(String body, String first, String second) {
        String outcome = isJson(body)
                ? json.readTree(body).path(OUTCOME).asString("")
                : String.valueOf(Parameters.parse(body).raw(OUTCOME));
        if (!outcome.equals(first) && !outcome.equals(second)) {
            throw new IllegalArgumentException("outcome is " + first + " or " + second);
        }
        return outcome.equals(first);
    }

    private static boolean isJson(String body) {
        return body.stripLeading().startsWith("{");
    }

    private static Response page(PaymentIntent intent) {
        String amount = AmountText.of(intent.terms().amount(), intent.terms().currency());
        String html = PAGE_START + amount + PAGE_END;
        return Response.text(200, "text/html; charset=utf-8", html, Map.of());
    }

    private Response notFound() {
        return Response.json(404, json.valueToTree(Map.of("error", "No such object")), Map.of());
    }
}
