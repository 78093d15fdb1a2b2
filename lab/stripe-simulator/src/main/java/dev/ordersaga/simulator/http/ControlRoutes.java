package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.fault.OutcomeProfile;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import dev.ordersaga.simulator.webhook.WebhookSender;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.StripeJson;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Routes below {@code /simulator}: the control API for tests. */
final class ControlRoutes {

    private static final String LINES = "application/x-ndjson";
    private static final int MAX_BODY_LENGTH = 65_536;
    private static final int MAX_DELIVERIES = 100;
    private static final Duration MAX_ADVANCE = Duration.ofDays(366);

    private final PaymentEngine engine;
    private final FaultRules faults;
    private final WebhookSender webhooks;
    private final @Nullable OutcomeProfile profile;
    private final BankController bank;
    private final DashboardController dashboard;
    private final StripeJson stripeJson;
    private final JsonMapper json;

    ControlRoutes(
            PaymentEngine engine,
            FaultRules faults,
            WebhookSender webhooks,
            @Nullable OutcomeProfile profile,
            BankController bank,
            DashboardController dashboard,
            StripeJson stripeJson,
            JsonMapper json) {
        this.engine = engine;
        this.faults = faults;
        this.webhooks = webhooks;
        this.profile = profile;
        this.bank = bank;
        this.dashboard = dashboard;
        this.stripeJson = stripeJson;
        this.json = json;
    }

    /** @param segments the path without {@code /simulator} */
    Response serve(String method, List<String> segments, String body) {
        if (body.length() > MAX_BODY_LENGTH) {
            return problem(413, "A control request has at most " + MAX_BODY_LENGTH + " characters");
        }
        try {
            return route(method, segments, body);
        } catch (InvalidRequestException e) {
            return Response.json(e.status(), ErrorJson.of(e, stripeJson), Map.of());
        } catch (JacksonException | IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private Response route(String method, List<String> segments, String body) {
        String first = segments.isEmpty() ? "" : segments.getFirst();
        return switch (method + " " + first) {
            case "GET health" -> health();
            case "GET ledger" -> Response.stream(LINES, engine.ledger()::copyTo);
            case "GET faults" ->
                segments.size() == 2 ? Response.stream(LINES, faults::copyLogTo) : ok(Map.of("faults", faults.all()));
            case "POST faults" -> created(faults.add(json.readValue(body, FaultRule.class)));
            case "DELETE faults" -> removeFaults(segments);
            case "GET profile" -> outcome(segments);
            case "GET clock" -> time();
            case "POST clock" -> advance(json.readTree(body));
            case "GET webhooks" -> Response.stream(LINES, webhooks::copyLogTo);
            case "POST webhook_endpoints" -> addEndpoint(json.readTree(body));
            case "DELETE webhook_endpoints" -> {
                webhooks.removeAll();
                yield ok(Map.of("endpoints", 0));
            }
            case "POST events" -> resend(segments, json.readTree(body.isBlank() ? "{}" : body));
            case "POST appearances" -> appear(segments, json.readTree(body));
            case "DELETE appearances" -> {
                stripeJson.appearances().clear();
                yield ok(Map.of("appearances", 0));
            }
            case "POST dashboard" -> found(dashboard.serve(segments.subList(1, segments.size()), body), segments);
            case "GET payment_intents", "POST payment_intents", "POST orders", "POST disputes", "POST refunds" ->
                found(bank.serve(method, segments, body), segments);
            default -> found(Optional.empty(), segments);
        };
    }

    private Response found(Optional<Response> response, List<String> segments) {
        return response.orElseGet(() -> problem(404, "There is no /simulator/" + String.join("/", segments)));
    }

    private Response appear(List<String> segments, JsonNode fields) {
        if (segments.size() != 2 || !(fields instanceof ObjectNode object)) {
            return problem(400, "Which fields of which object? /simulator/appearances/{id} with an object of fields");
        }
        stripeJson.appearances().put(segments.get(1), object);
        return ok(object);
    }

    private Response health() {
        boolean healthy = engine.ledger().isHealthy();
        return Response.json(
                healthy ? 200 : 503, json.valueToTree(Map.of("status", healthy ? "UP" : "DOWN")), Map.of());
    }

    private Response removeFaults(List<String> segments) {
        if (segments.size() == 1) {
            faults.clear();
            return ok(Map.of("faults", 0));
        }
        return faults.remove(segments.get(1))
                ? ok(Map.of("removed", segments.get(1)))
                : problem(404, "There is no fault rule " + segments.get(1));
    }

    private Response outcome(List<String> segments) {
        if (profile == null || segments.size() != 2) {
            return problem(
                    404, profile == null ? "There is no profile" : "Whose outcome? /simulator/profile/{orderId}");
        }
        return ok(Map.of("outcome", profile.of(segments.get(1)).wireName()));
    }

    private Response time() {
        SimulatorClock clock = engine.clock();
        return ok(Map.of("now", clock.instant(), "aheadSeconds", clock.offset().toSeconds()));
    }

    private Response advance(JsonNode body) {
        long seconds = body.path("advanceSeconds").asLong(0);
        if (seconds < 1 || seconds > MAX_ADVANCE.toSeconds()) {
            return problem(
                    400,
                    "advanceSeconds is a whole number from 1 to " + MAX_ADVANCE.toSeconds()
                            + ": the clock never goes back");
        }
        engine.advance(Duration.ofSeconds(seconds));
        return time();
    }

    private Response addEndpoint(JsonNode body) {
        String version = body.path("apiVersion").asString("");
        webhooks.add(new WebhookEndpoint(
                URI.create(body.path("url").asString("")),
                body.path("secret").asString(""),
                version.isEmpty() ? null : version));
        return ok(Map.of("endpoints", webhooks.endpoints().size()));
    }

    private Response resend(List<String> segments, JsonNode body) {
        if (segments.size() != 3 || !segments.get(2).equals("delivery")) {
            return problem(404, "Only POST /simulator/events/{id}/delivery sends an event again");
        }
        int times = body.path("times").asInt(1);
        if (times < 1 || times > MAX_DELIVERIES) {
            return problem(400, "times is between 1 and " + MAX_DELIVERIES);
        }
        return engine.read(store -> store.event(segments.get(1)))
                .map(event -> {
                    for (int i = 0; i < times; i++) {
                        webhooks.sendAt(engine.clock().instant(), event);
                    }
                    return ok(Map.of("sent", times));
                })
                .orElseGet(() -> problem(404, "There is no event " + segments.get(1)));
    }

    private Response ok(Object body) {
        return Response.json(200, json.valueToTree(body), Map.of());
    }

    private Response created(Object body) {
        return Response.json(201, json.valueToTree(body), Map.of());
    }

    private Response problem(int status, String message) {
        return Response.json(status, json.valueToTree(Map.of("error", message)), Map.of());
    }
}
