package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.fault.InvalidRuleException;
import dev.ordersaga.simulator.fault.OutcomeProfile;
import dev.ordersaga.simulator.ledger.LogFile;
import dev.ordersaga.simulator.payment.PaymentEngine;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import dev.ordersaga.simulator.webhook.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Serves what lies under {@code /simulator}: what a tester sees and turns, and no merchant ever would. */
final class ControlRoutes {

    private static final String LINES = "application/x-ndjson";

    private final PaymentEngine desk;
    private final FaultRules faults;
    private final LogFile faultLog;
    private final Webhooks webhooks;
    private final LogFile webhookLog;
    private final SimulatorClock clock;
    private final @Nullable OutcomeProfile profile;
    private final BankController bank;
    private final JsonMapper json;

    /** What this part works with. */
    record Tools(
            PaymentEngine desk,
            FaultRules faults,
            LogFile faultLog,
            Webhooks webhooks,
            LogFile webhookLog,
            SimulatorClock clock,
            @Nullable OutcomeProfile profile,
            BankController bank,
            JsonMapper json) {}

    ControlRoutes(Tools tools) {
        this.desk = tools.desk();
        this.faults = tools.faults();
        this.faultLog = tools.faultLog();
        this.webhooks = tools.webhooks();
        this.webhookLog = tools.webhookLog();
        this.clock = tools.clock();
        this.profile = tools.profile();
        this.bank = tools.bank();
        this.json = tools.json();
    }

    /** @param segments the path without {@code /simulator} */
    Reply serve(String method, List<String> segments, String body) {
        try {
            return route(method, segments, body);
        } catch (InvalidRuleException | JacksonException | IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply route(String method, List<String> segments, String body) {
        String first = segments.isEmpty() ? "" : segments.getFirst();
        return switch (method + " " + first) {
            case "GET health" -> health();
            case "GET ledger" -> Reply.stream(LINES, desk.ledger()::copyTo);
            case "GET faults" ->
                segments.size() == 2 ? Reply.stream(LINES, faultLog::copyTo) : ok(Map.of("faults", faults.all()));
            case "POST faults" -> created(faults.add(json.readValue(body, FaultRule.class)));
            case "DELETE faults" -> removeFaults(segments);
            case "GET profile" -> outcome(segments);
            case "GET clock" -> time();
            case "POST clock" -> advance(json.readTree(body));
            case "GET webhooks" -> Reply.stream(LINES, webhookLog::copyTo);
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

    private Reply health() {
        boolean sound = desk.ledger().isSound();
        return Reply.json(sound ? 200 : 503, json.valueToTree(Map.of("status", sound ? "UP" : "DOWN")), Map.of());
    }

    private Reply removeFaults(List<String> segments) {
        if (segments.size() == 1) {
            faults.clear();
            return ok(Map.of("faults", 0));
        }
        return faults.remove(segments.get(1))
                ? ok(Map.of("removed", segments.get(1)))
                : problem(404, "There is no fault rule " + segments.get(1));
    }

    private Reply outcome(List<String> segments) {
        if (profile == null || segments.size() != 2) {
            return problem(
                    404, profile == null ? "There is no profile" : "Whose outcome? /simulator/profile/{orderId}");
        }
        return ok(Map.of("outcome", profile.of(segments.get(1)).word()));
    }

    private Reply time() {
        return ok(Map.of("now", clock.instant(), "aheadSeconds", clock.offset().toSeconds()));
    }

    private Reply advance(JsonNode body) {
        long seconds = body.path("advanceSeconds").asLong(0);
        if (seconds < 1) {
            return problem(400, "advanceSeconds is a whole number from 1: the clock never goes back");
        }
        desk.advance(Duration.ofSeconds(seconds));
        return time();
    }

    private Reply addEndpoint(JsonNode body) {
        webhooks.add(new WebhookEndpoint(
                URI.create(body.path("url").asString("")), body.path("secret").asString("")));
        return ok(Map.of("endpoints", webhooks.endpoints().size()));
    }

    private Reply resend(List<String> segments, JsonNode body) {
        if (segments.size() != 3 || !segments.get(2).equals("delivery")) {
            return problem(404, "Only POST /simulator/events/{id}/delivery sends an event again");
        }
        int times = body.path("times").asInt(1);
        return desk.read(book -> book.event(segments.get(1)))
                .map(event -> {
                    for (int i = 0; i < times; i++) {
                        webhooks.sendAt(clock.instant(), event);
                    }
                    return ok(Map.of("sent", times));
                })
                .orElseGet(() -> problem(404, "There is no event " + segments.get(1)));
    }

    private Reply ok(Object body) {
        return Reply.json(200, json.valueToTree(body), Map.of());
    }

    private Reply created(Object body) {
        return Reply.json(201, json.valueToTree(body), Map.of());
    }

    private Reply problem(int status, String message) {
        return Reply.json(status, json.valueToTree(Map.of("error", message)), Map.of());
    }
}
