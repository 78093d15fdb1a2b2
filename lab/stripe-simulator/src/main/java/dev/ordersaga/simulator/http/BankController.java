package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.AuthenticateCustomer;
import dev.ordersaga.simulator.engine.ChangeDispute;
import dev.ordersaga.simulator.engine.OpenDispute;
import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.engine.SettlePayment;
import dev.ordersaga.simulator.engine.UpdateRefundStatus;
import dev.ordersaga.simulator.payment.AmountText;
import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.Refund;
import dev.ordersaga.simulator.wire.Parameters;
import dev.ordersaga.simulator.wire.StripeJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What customers and banks do: authentications, payments of vouchers, settlements, disputes, ends of refunds. */
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

    private static final Pattern CURRENCY = Pattern.compile("[a-z]{3}");
    private static final Duration MAX_EVIDENCE_PERIOD = Duration.ofDays(366);

    private final PaymentEngine engine;
    private final ControlTarget target;
    private final ControlOperations operations;
    private final StripeJson stripeJson;
    private final JsonMapper json;

    BankController(
            PaymentEngine engine,
            ControlTarget target,
            ControlOperations operations,
            StripeJson stripeJson,
            JsonMapper json) {
        this.engine = engine;
        this.target = target;
        this.operations = operations;
        this.stripeJson = stripeJson;
        this.json = json;
    }

    /**
     * Empty when there is no such object.
     *
     * @throws IllegalArgumentException when the outcome is unknown
     */
    Optional<Response> serve(String method, List<String> segments, String body) {
        if (segments.size() == 2) {
            return switch (segments.getFirst()) {
                case "disputes" -> dispute(segments.get(1), body);
                case "refunds" -> refund(segments.get(1), body);
                default -> Optional.empty();
            };
        }
        return segments.size() != 3
                ? Optional.empty()
                : target.find(segments).flatMap(intent -> serve(method + " " + segments.get(2), intent, body));
    }

    private Optional<Response> serve(String what, PaymentIntent intent, String body) {
        return switch (what) {
            case "GET authentication" -> Optional.of(page(intent));
            case "POST authentication" -> Optional.of(authenticate(intent, body));
            case "POST settlement" ->
                Optional.of(operations.execute(new SettlePayment(intent.id(), isFirst(body, "succeed", "fail"))));
            case "POST dispute" -> Optional.of(operations.execute(openDispute(intent.id(), body)));
            default -> Optional.empty();
        };
    }

    /** From the bank's page the browser returns to the merchant. */
    private Response authenticate(PaymentIntent intent, String body) {
        Response done = operations.execute(new AuthenticateCustomer(intent.id(), isFirst(body, "succeed", "fail")));
        boolean isRefused = done instanceof Response.Body answer && answer.status() != 200;
        if (isRefused || isJson(body) || intent.returnUrl() == null) {
            return done;
        }
        PaymentIntent now = engine.read(store -> store.intent(intent.id())).orElseThrow();
        String url = ReturnAddress.of(intent.returnUrl(), now, stripeJson.clientSecret(now));
        return Response.text(303, "text/plain", "", Map.of("Location", url));
    }

    private OpenDispute openDispute(String intentId, String body) {
        JsonNode wanted = json.readTree(body.isBlank() ? "{}" : body);
        long seconds = wanted.path("evidenceSeconds").asLong(OpenDispute.EVIDENCE_PERIOD.toSeconds());
        long amount = wanted.path("amount").asLong(0);
        String currency = wanted.has("currency") ? wanted.get("currency").asString() : null;
        if (currency != null && !CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("currency is a code like usd");
        }
        if (seconds < 0 || seconds > MAX_EVIDENCE_PERIOD.toSeconds() || amount < 0) {
            throw new IllegalArgumentException("amount and evidenceSeconds are positive, at most a year of seconds");
        }
        return new OpenDispute(
                intentId,
                named(Dispute.Status.class, wanted.path("status").asString("needs_response")),
                wanted.path("reason").asString("fraudulent"),
                amount == 0 ? null : Long.valueOf(amount),
                currency,
                Duration.ofSeconds(seconds),
                false);
    }

    private Optional<Response> dispute(String id, String body) {
        return engine.read(store -> store.dispute(id))
                .map(dispute ->
                        operations.execute(new ChangeDispute(id, named(ChangeDispute.Change.class, outcome(body)))));
    }

    private Optional<Response> refund(String id, String body) {
        return engine.read(store -> store.refund(id)).map(refund -> switch (outcome(body)) {
            case "succeed" -> operations.execute(new UpdateRefundStatus(id, Refund.Status.SUCCEEDED, null));
            case "fail" -> operations.execute(UpdateRefundStatus.failed(id));
            case "cancel" -> operations.execute(new UpdateRefundStatus(id, Refund.Status.CANCELED, null));
            default -> throw new IllegalArgumentException("outcome is succeed, fail or cancel");
        });
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }

    private String outcome(String body) {
        return isJson(body)
                ? json.readTree(body).path(OUTCOME).asString("")
                : String.valueOf(Parameters.parse(body).raw(OUTCOME));
    }

    private boolean isFirst(String body, String first, String second) {
        String outcome = outcome(body);
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
}
