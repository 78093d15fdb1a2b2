package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SimulatorProcess;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Changes at the provider that the system under test did not ask for, and definite refusals of what it asks for. */
final class ProviderChanges {

    private static final String EVERYTHING = "{}";

    private final SimulatorProcess simulator;
    private final Random random;

    ProviderChanges(SimulatorProcess simulator, Random random) {
        this.simulator = simulator;
        this.random = random;
    }

    /** Refuses about half of all captures, cancellations and refunds for so long. */
    String refuse(int millis) throws IOException, InterruptedException {
        String form = random.nextBoolean() ? "state" : "validation";
        for (String op : List.of("capture", "cancel", "refund")) {
            simulator.addRule(String.format(
                    Locale.ROOT,
                    "{\"fault\":\"refuse\",\"op\":\"%s\",\"form\":\"%s\",\"probability\":0.5,\"seed\":%d}",
                    op,
                    form,
                    random.nextInt(1_000)));
        }
        Pause.of(millis);
        simulator.clearFaults();
        return "refuses, form " + form;
    }

    /** Refunds one pound. */
    String refundByHand() throws IOException, InterruptedException {
        return byHand("refund", "{\"amount\":100}", intent -> hasStatus(intent, "succeeded"));
    }

    String cancelByHand() throws IOException, InterruptedException {
        return byHand("cancel", EVERYTHING, intent -> hasStatus(intent, "requires_capture"));
    }

    /** Shows a payment intent with an unknown status for so long. */
    String showUnreadable(int millis) throws IOException, InterruptedException {
        List<JsonNode> intents = simulator.newestIntents();
        if (intents.isEmpty()) {
            return "nothing to show";
        }
        String id = intents.get(random.nextInt(intents.size())).path("id").asString();
        simulator.control("POST", "appearances/" + id, "{\"status\":\"requires_something_new\"}");
        Pause.of(millis);
        simulator.control("DELETE", "appearances", "");
        return "unreadable status of " + id;
    }

    private String byHand(String action, String body, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        List<JsonNode> intents =
                simulator.newestIntents().stream().filter(wanted).toList();
        if (intents.isEmpty()) {
            return "nothing to " + action;
        }
        JsonNode intent = intents.get(random.nextInt(intents.size()));
        int status = simulator
                .control(
                        "POST", "dashboard/payment_intents/" + intent.path("id").asString() + "/" + action, body)
                .statusCode();
        return action + " by hand: " + status + " of "
                + intent.path("metadata").path("orderId").asString("");
    }

    private static boolean hasStatus(JsonNode intent, String status) {
        return intent.path("status").asString("").equals(status);
    }
}
