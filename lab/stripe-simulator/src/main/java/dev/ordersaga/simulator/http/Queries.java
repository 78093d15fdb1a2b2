package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.Page;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import dev.ordersaga.simulator.webhook.WebhookSender;
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

/** Retrieves and lists objects. */
final class Queries {

    private final PaymentEngine engine;
    private final StripeJson stripeJson;
    private final WebhookSender webhooks;

    Queries(PaymentEngine engine, StripeJson stripeJson, WebhookSender webhooks) {
        this.engine = engine;
        this.stripeJson = stripeJson;
        this.webhooks = webhooks;
    }

    /** @throws InvalidRequestException when the object does not exist */
    ObjectNode retrieve(String kind, String id, Parameters parameters) {
        Expansion expansion = new Expansion(parameters, stripeJson);
        return engine.read(store -> expansion.in(find(store, kind, id).orElseThrow(() -> notFound(kind, id)), store));
    }

    /** @throws InvalidRequestException when a parameter is invalid */
    ObjectNode list(String kind, String path, Parameters parameters) {
        Expansion expansion = new Expansion(parameters, stripeJson);
        Function<PaymentStore, ObjectNode> question = switch (kind) {
            case "payment_intents" -> intents(path, parameters);
            case "charges" -> charges(path, parameters);
            case "refunds" -> refunds(path, parameters);
            case "disputes" -> disputes(path, parameters);
            case "events" -> events(path, parameters);
            default -> store -> endpoints(path);
        };
        return engine.read(store -> expansion.in(question.apply(store), store));
    }

    static InvalidRequestException notFound(String kind, String id) {
        String name = kind.substring(0, kind.length() - 1);
        String param = name.equals("payment_intent") ? "intent" : "id";
        return new InvalidRequestException(404, "resource_missing", "No such " + name + ": '" + id + "'", param, null);
    }

    private Optional<ObjectNode> find(PaymentStore store, String kind, String id) {
        return switch (kind) {
            case "payment_intents" -> store.intent(id).map(stripeJson::intent);
            case "charges" -> store.charge(id).map(stripeJson::charge);
            case "refunds" -> store.refund(id).map(stripeJson::refund);
            case "disputes" -> store.dispute(id).map(stripeJson::dispute);
            case "events" -> store.event(id).map(stripeJson::event);
            default -> Optional.empty();
        };
    }

    private Function<PaymentStore, ObjectNode> intents(String path, Parameters parameters) {
        ListRequest wanted = new ListRequest(parameters, Set.of("customer"));
        String customer = wanted.filter("customer");
        return store -> stripeJson.list(
                path,
                store.intents(i -> matches(customer, i.terms().texts().get("customer")), wanted.page()),
                stripeJson::intent);
    }

    private Function<PaymentStore, ObjectNode> charges(String path, Parameters parameters) {
        ListRequest wanted = new ListRequest(parameters, Set.of("payment_intent"));
        String intent = wanted.filter("payment_intent");
        return store -> stripeJson.list(
                path, store.charges((PaymentIntent i) -> matches(intent, i.id()), wanted.page()), stripeJson::charge);
    }

    private Function<PaymentStore, ObjectNode> refunds(String path, Parameters parameters) {
        ListRequest wanted = new ListRequest(parameters, Set.of("charge", "payment_intent"));
        String charge = wanted.filter("charge");
        String intent = wanted.filter("payment_intent");
        return store -> stripeJson.list(
                path,
                store.refunds(r -> matches(charge, r.chargeId()) && matches(intent, r.intentId()), wanted.page()),
                stripeJson::refund);
    }

    private Function<PaymentStore, ObjectNode> disputes(String path, Parameters parameters) {
        ListRequest wanted = new ListRequest(parameters, Set.of("charge", "payment_intent"));
        String charge = wanted.filter("charge");
        String intent = wanted.filter("payment_intent");
        return store -> stripeJson.list(
                path,
                store.disputes(d -> matches(charge, d.chargeId()) && matches(intent, d.intentId()), wanted.page()),
                stripeJson::dispute);
    }

    private Function<PaymentStore, ObjectNode> events(String path, Parameters parameters) {
        ListRequest wanted = new ListRequest(parameters, Set.of("type", "types", "delivery_success"));
        String type = wanted.filter("type");
        List<String> types = wanted.filters("types");
        return store -> stripeJson.list(
                path,
                store.events(
                        e -> matchesType(type, e.type()) && (types.isEmpty() || types.contains(e.type())),
                        wanted.page()),
                stripeJson::event);
    }

    private ObjectNode endpoints(String path) {
        return stripeJson.list(path, new Page<>(webhooks.endpoints(), false), this::endpoint);
    }

    private ObjectNode endpoint(WebhookEndpoint endpoint) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", "we_" + Integer.toHexString(endpoint.url().hashCode()));
        json.put("object", "webhook_endpoint")
                .put("api_version", endpoint.apiVersion() == null ? stripeJson.apiVersion() : endpoint.apiVersion())
                .put("livemode", false);
        json.putArray("enabled_events").add("*");
        return json.put("status", "enabled").put("url", endpoint.url().toString());
    }

    private static boolean matches(@Nullable String wanted, @Nullable String parameters) {
        return wanted == null || wanted.equals(parameters);
    }

    private static boolean matchesType(@Nullable String wanted, String parameters) {
        return wanted == null
                || wanted.equals(parameters)
                || (wanted.endsWith(".*") && parameters.startsWith(wanted.substring(0, wanted.length() - 1)));
    }
}
