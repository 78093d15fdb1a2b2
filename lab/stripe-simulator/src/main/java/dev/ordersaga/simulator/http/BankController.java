package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.payment.Authenticate;
import dev.ordersaga.simulator.payment.Caller;
import dev.ordersaga.simulator.payment.CloseDispute;
import dev.ordersaga.simulator.payment.Effect;
import dev.ordersaga.simulator.payment.Intent;
import dev.ordersaga.simulator.payment.Lookup;
import dev.ordersaga.simulator.payment.Money;
import dev.ordersaga.simulator.payment.Operation;
import dev.ordersaga.simulator.payment.PaymentEngine;
import dev.ordersaga.simulator.payment.PaymentEngine.Answer;
import dev.ordersaga.simulator.payment.PaymentEngine.Executed;
import dev.ordersaga.simulator.payment.Refusal;
import dev.ordersaga.simulator.payment.Settle;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.Parameters;
import dev.ordersaga.simulator.wire.StripeJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What customers and banks do by themselves: authenticate, settle, decide disputes. */
final class BankController {

    private static final String OUTCOME = "outcome";
    private static final String PAGE_START = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Your bank asks</title>
            <body style="font-family:sans-serif;max-width:30em;margin:4em auto">
            <h1>Your bank asks</h1><p>Do you want to pay\s""";
    private static final String PAGE_END = """
            ? This bank is simulated; no money moves.</p>
            <form method="post"><button name="outcome" value="succeed">Yes, pay</button>
            <button name="outcome" value="fail">No</button></form></body></html>
            """;

    private final PaymentEngine desk;
    private final WebhookDispatcher notices;
    private final StripeJson words;
    private final JsonMapper json;

    BankController(PaymentEngine desk, WebhookDispatcher notices, StripeJson words, JsonMapper json) {
        this.desk = desk;
        this.notices = notices;
        this.words = words;
        this.json = json;
    }

    /** @throws IllegalArgumentException when the outcome is not one */
    Reply serve(String method, List<String> segments, String body) {
        if (segments.size() == 2 && segments.getFirst().equals("disputes")) {
            return closeDispute(segments.get(1), body);
        }
        if (segments.size() != 3 || !segments.getFirst().equals("payment_intents")) {
            return missing();
        }
        Optional<Intent> intent = desk.read(book -> book.intent(segments.get(1)));
        if (intent.isEmpty()) {
            return missing();
        }
        String id = intent.get().id();
        return switch (method + " " + segments.get(2)) {
            case "GET authentication" -> page(intent.get());
            case "POST authentication" -> decide(new Authenticate(id, yes(body, "succeed", "fail")), body);
            case "POST settlement" -> decide(new Settle(id, yes(body, "succeed", "fail")), body);
            default -> missing();
        };
    }

    private Reply closeDispute(String id, String body) {
        return desk.read(book -> book.dispute(id)).isPresent()
                ? decide(new CloseDispute(id, yes(body, "won", "lost")), body)
                : missing();
    }

    private Reply decide(Operation operation, String body) {
        Executed executed = desk.execute(operation, Caller.NOBODY, new Plain());
        notices.sendDue(executed.events());
        String returnUrl = executed.answer().body().path("returnUrl").asString("");
        boolean fromPage = !isJson(body) && !returnUrl.isEmpty();
        return fromPage
                ? Reply.text(303, "text/plain", "", Map.of("Location", returnUrl))
                : Reply.json(executed.answer().status(), executed.answer().body(), Map.of());
    }

    /** The bank's own words: what became of the intent, and where its customer goes next. */
    private final class Plain implements PaymentEngine.Wording {
        @Override
        public Answer of(Effect effect, Lookup after) {
            Intent intent = Objects.requireNonNull(effect.intent());
            ObjectNode body = words.intent(intent);
            if (intent.returnUrl() != null) {
                body.put("returnUrl", intent.returnUrl());
            }
            return new Answer(200, body);
        }

        @Override
        public Answer of(Refusal refusal) {
            return new Answer(refusal.status(), ErrorJson.of(refusal, words));
        }
    }

    private boolean yes(String body, String yes, String no) {
        String outcome = isJson(body)
                ? json.readTree(body).path(OUTCOME).asString("")
                : String.valueOf(Parameters.parse(body).peek(OUTCOME));
        if (!outcome.equals(yes) && !outcome.equals(no)) {
            throw new IllegalArgumentException("outcome is " + yes + " or " + no);
        }
        return outcome.equals(yes);
    }

    private static boolean isJson(String body) {
        return body.stripLeading().startsWith("{");
    }

    private static Reply page(Intent intent) {
        String amount = Money.words(intent.terms().amount(), intent.terms().currency());
        String html = PAGE_START + amount + PAGE_END;
        return Reply.text(200, "text/html; charset=utf-8", html, Map.of());
    }

    private Reply missing() {
        return Reply.json(404, json.valueToTree(Map.of("error", "There is no such object here")), Map.of());
    }
}
