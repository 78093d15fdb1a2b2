package dev.ordersaga.lab.experiments.poison;

import dev.ordersaga.lab.system.Operator;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Takes the poison away, and has everything that waits tried again, as an operator does it. */
final class DeadLetterRepair implements AutoCloseable {

    private static final String EVERYTHING =
            "{\"state\": \"%s\", \"perSecond\": 50, \"atMost\": 100000, \"reason\": \"the triggers are gone\"}";

    private final SystemUnderTest house;
    private final FailingTriggers poison;
    private final Operator operator = new Operator();
    private final HttpClient http = HttpClient.newHttpClient();

    DeadLetterRepair(SystemUnderTest house, FailingTriggers poison) {
        this.house = house;
        this.poison = poison;
    }

    /** Orders in quarantine before a repair, and how many of them were given up by then. */
    record Waited(long all, long dead) {

        Waited plus(Waited more) {
            return new Waited(all + more.all, dead + more.dead);
        }
    }

    /** Returns what waited, when nothing waits any more, or when {@code patience} seconds are over. */
    Waited make(List<UUID> poisoned, int patience) throws IOException, InterruptedException, SQLException {
        Waited waited = new Waited(poison.quarantined(), poison.dead());
        poison.remove();
        for (String state : List.of("DEAD", "RETRYING")) {
            HttpResponse<String> answer = operator.post(
                    house.operationsUrl() + "/dead-letters/retries",
                    "repaired-" + state + "-" + poisoned.size(),
                    EVERYTHING.formatted(state));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the retry got " + answer.statusCode() + ": " + answer.body());
            }
        }
        for (int i = 0; i < patience && (confirmed(poisoned) < poisoned.size() || poison.quarantined() > 0); i++) {
            Pause.of(1_000);
        }
        return waited;
    }

    /** How many of these orders are confirmed. */
    long confirmed(List<UUID> orders) throws IOException, InterruptedException {
        long confirmed = 0;
        for (UUID id : orders) {
            HttpRequest look = HttpRequest.newBuilder(URI.create(house.queryUrl() + "/orders/" + id))
                    .build();
            if (http.send(look, BodyHandlers.ofString()).body().contains("\"status\":\"CONFIRMED\"")) {
                confirmed++;
            }
        }
        return confirmed;
    }

    @Override
    public void close() {
        operator.close();
        http.close();
    }
}
