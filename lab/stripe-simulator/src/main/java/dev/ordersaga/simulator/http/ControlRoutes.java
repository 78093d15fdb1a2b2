package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.fault.OutcomeProfile;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import dev.ordersaga.simulator.webhook.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Routes below {@code /simulator}: the control API for tests. */
final class ControlRoutes {

    private static final String LINES = "application/x-ndjson";

    private final PaymentEngine engine;
    private final FaultRules faults;
    private final WebhookSender webhooks;
    private final @Nullable OutcomeProfile profile;
    private final BankController bank;
    private final JsonMapper json;

    ControlRoutes(
            PaymentEngine engine,
            FaultRules faults,
            WebhookSender webhooks,
            @Nullable OutcomeProfile profile,
            BankController bank,
            JsonMapper json) {
        this.engine = engine;
        this.faults = faults;
        this.webhooks = webhooks;
        this.profile = profile;
        this.bank = bank;
        this.json = json;
    }

    /** @param segments the path without {@code /simulator} */
    Response serve(String method, List<String> segments, String body) {
        try {
            return route(method, segments, body);
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
            case "GET payment_intents", "POST payment_intents", "POST disputes" -> bank.serve(method, segments, body);
            default -> problem(404, "There is no " + method + " /simulator/" + String.join("/", segments));
        };
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
        if (seconds < 1) {
            return problem(400, "advanceSeconds is a whole number from 1: the clock never goes back");
        }
        engine.advance(Duration.ofSeconds(seconds));
        return time();
    }

    private Response addEndpoint(JsonNode body) {
        webhooks.add(new WebhookEndpoint(
                URI.create(body.path("url").asString("")), body.path("secret").asString("")));
        return ok(Map.of("endpoints", webhooks.endpoints().size()));
    }

    private Response resend(List<String> segments, JsonNode body) {
        if (segments.size() != 3 || !segments.get(2).equals("delivery")) {
            return problem(404, "Only POST /simulator/events/{id}/delivery sends an event again");
        }
        int times = body.path("times").asInt(1);
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
