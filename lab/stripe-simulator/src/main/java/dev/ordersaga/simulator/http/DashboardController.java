package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.Operation;
import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.wire.Parameters;
import dev.ordersaga.simulator.wire.PaymentIntentRequests;
import dev.ordersaga.simulator.wire.RefundRequests;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a merchant does by hand in Stripe's dashboard: charges, captures, cancellations and refunds, with the parameters
 * of the Stripe API as JSON, but without metadata and idempotency key.
 */
final class DashboardController {

    private final PaymentEngine engine;
    private final ControlTarget target;
    private final ControlOperations operations;
    private final JsonMapper json;

    DashboardController(PaymentEngine engine, ControlTarget target, ControlOperations operations, JsonMapper json) {
        this.engine = engine;
        this.target = target;
        this.operations = operations;
        this.json = json;
    }

    /** @throws InvalidRequestException when a parameter is invalid */
    Optional<Response> serve(List<String> segments, String body) {
        ObjectNode parameters = body.isBlank() ? json.createObjectNode() : (ObjectNode) json.readTree(body);
        if (segments.equals(List.of("payment_intents"))) {
            return Optional.of(operations.execute(create(parameters)));
        }
        if (segments.size() != 3) {
            return Optional.empty();
        }
        return target.find(segments)
                .flatMap(intent -> operation(segments.getLast(), intent, parameters))
                .map(operations::execute);
    }

    /** Confirmed at once unless {@code "confirm": false}. */
    private static Operation create(ObjectNode parameters) {
        if (!parameters.has("confirm")) {
            parameters.put("confirm", true);
        }
        if (!parameters.has("payment_method_types")) {
            parameters
                    .putObject("automatic_payment_methods")
                    .put("enabled", true)
                    .put("allow_redirects", "never");
        }
        return PaymentIntentRequests.create(Parameters.of(parameters));
    }

    private Optional<Operation> operation(String action, PaymentIntent intent, ObjectNode parameters) {
        return switch (action) {
            case "capture" -> Optional.of(PaymentIntentRequests.capture(intent, Parameters.of(parameters)));
            case "cancel" -> Optional.of(PaymentIntentRequests.cancel(intent, Parameters.of(parameters)));
            case "refund" -> {
                parameters.put("payment_intent", intent.id());
                yield Optional.of(engine.read(store -> RefundRequests.create(Parameters.of(parameters), store)));
            }
            default -> Optional.empty();
        };
    }
}
