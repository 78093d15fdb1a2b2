package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.payment.Intent;
import dev.ordersaga.simulator.payment.Page;
import dev.ordersaga.simulator.payment.PaymentEngine;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refusal;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import dev.ordersaga.simulator.webhook.Webhooks;
import dev.ordersaga.simulator.wire.Expansion;
import dev.ordersaga.simulator.wire.ListRequest;
import dev.ordersaga.simulator.wire.Parameters;
import dev.ordersaga.simulator.wire.StripeJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers what asks and changes nothing. */
final class Queries {

    private final PaymentEngine desk;
    private final StripeJson words;
    private final Webhooks webhooks;
    private final String apiVersion;

    Queries(PaymentEngine desk, StripeJson words, Webhooks webhooks, String apiVersion) {
        this.desk = desk;
        this.words = words;
        this.webhooks = webhooks;
        this.apiVersion = apiVersion;
    }

    /** @throws Refusal when there is no such object */
    ObjectNode retrieve(String kind, String id, Parameters given) {
        Expansion expansion = new Expansion(given, words);
        return desk.read(book -> expansion.in(find(book, kind, id).orElseThrow(() -> missing(kind, id)), book));
    }

    /** @throws Refusal when a parameter is wrong */
    ObjectNode list(String kind, String path, Parameters given) {
        Expansion expansion = new Expansion(given, words);
        Function<PaymentStore, ObjectNode> question =
                switch (kind) {
                    case "payment_intents" -> intents(path, given);
                    case "charges" -> charges(path, given);
                    case "refunds" -> refunds(path, given);
                    case "disputes" -> disputes(path, given);
                    case "events" -> events(path, given);
                    default -> book -> endpoints(path);
                };
        return desk.read(book -> expansion.in(question.apply(book), book));
    }

    static Refusal missing(String kind, String id) {
        String name = kind.substring(0, kind.length() - 1);
        String param = name.equals("payment_intent") ? "intent" : "id";
        return new Refusal(404, "resource_missing", "No such " + name + ": '" + id + "'", param, null);
    }

    private Optional<ObjectNode> find(PaymentStore book, String kind, String id) {
        return switch (kind) {
            case "payment_intents" -> book.intent(id).map(words::intent);
            case "charges" -> book.charge(id).map(words::charge);
            case "refunds" -> book.refund(id).map(words::refund);
            case "disputes" -> book.dispute(id).map(words::dispute);
            case "events" -> book.event(id).map(words::event);
            default -> Optional.empty();
        };
    }

    private Function<PaymentStore, ObjectNode> intents(String path, Parameters given) {
        ListRequest wanted = new ListRequest(given, Set.of("customer"));
        String customer = wanted.filter("customer");
        return book -> words.list(
                path,
                book.intents(i -> matches(customer, i.terms().texts().get("customer")), wanted.page()),
                words::intent);
    }

    private Function<PaymentStore, ObjectNode> charges(String path, Parameters given) {
        ListRequest wanted = new ListRequest(given, Set.of("payment_intent"));
        String intent = wanted.filter("payment_intent");
        return book ->
                words.list(path, book.charges((Intent i) -> matches(intent, i.id()), wanted.page()), words::charge);
    }

    private Function<PaymentStore, ObjectNode> refunds(String path, Parameters given) {
        ListRequest wanted = new ListRequest(given, Set.of("charge", "payment_intent"));
        String charge = wanted.filter("charge");
        String intent = wanted.filter("payment_intent");
        return book -> words.list(
                path,
                book.refunds(r -> matches(charge, r.chargeId()) && matches(intent, r.intentId()), wanted.page()),
                words::refund);
    }

    private Function<PaymentStore, ObjectNode> disputes(String path, Parameters given) {
        ListRequest wanted = new ListRequest(given, Set.of("charge", "payment_intent"));
        String charge = wanted.filter("charge");
        String intent = wanted.filter("payment_intent");
        return book -> words.list(
                path,
                book.disputes(d -> matches(charge, d.chargeId()) && matches(intent, d.intentId()), wanted.page()),
                words::dispute);
    }

    private Function<PaymentStore, ObjectNode> events(String path, Parameters given) {
        ListRequest wanted = new ListRequest(given, Set.of("type", "types", "delivery_success"));
        String type = wanted.filter("type");
        List<String> types = wanted.filters("types");
        return book -> words.list(
                path,
                book.events(
                        e -> matchesType(type, e.type()) && (types.isEmpty() || types.contains(e.type())),
                        wanted.page()),
                words::event);
    }

    private ObjectNode endpoints(String path) {
        return words.list(path, new Page<>(webhooks.endpoints(), false), this::endpoint);
    }

    private ObjectNode endpoint(WebhookEndpoint endpoint) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", "we_" + Integer.toHexString(endpoint.url().hashCode()));
        json.put("object", "webhook_endpoint").put("api_version", apiVersion).put("livemode", false);
        json.putArray("enabled_events").add("*");
        return json.put("status", "enabled").put("url", endpoint.url().toString());
    }

    private static boolean matches(@Nullable String wanted, @Nullable String given) {
        return wanted == null || wanted.equals(given);
    }

    private static boolean matchesType(@Nullable String wanted, String given) {
        return wanted == null
                || wanted.equals(given)
                || (wanted.endsWith(".*") && given.startsWith(wanted.substring(0, wanted.length() - 1)));
    }
}
