package dev.ordersaga.lab.experiments.poison;

import dev.ordersaga.lab.experiments.load.OrderReader;
import dev.ordersaga.lab.system.OperatorClient;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;

/** Drops the failing triggers and retries all dead letters by the operators' interface. */
final class DeadLetterRepair implements AutoCloseable {

    private static final String RETRY_ALL =
            "{\"state\": \"%s\", \"perSecond\": 50, \"atMost\": 100000, \"reason\": \"the triggers are dropped\"}";

    private final String operationsUrl;
    private final FailingTriggers triggers;
    private final OperatorClient operator = new OperatorClient();
    private final OrderReader reader;

    DeadLetterRepair(SystemUnderTest system, FailingTriggers triggers) {
        this.operationsUrl = system.commandService().operationsUrl();
        this.triggers = triggers;
        this.reader = new OrderReader(system);
    }

    /** Orders with dead letters before a repair, and how many of them were not retried any more. */
    record DeadLetters(long all, long exhausted) {

        DeadLetters plus(DeadLetters more) {
            return new DeadLetters(all + more.all, exhausted + more.exhausted);
        }
    }

    /** Repairs, and waits up to {@code patience} seconds until all is processed; returns the dead letters before. */
    DeadLetters repair(List<String> orders, int patience) throws IOException, InterruptedException, SQLException {
        DeadLetters before = new DeadLetters(triggers.deadLetters(), triggers.exhausted());
        triggers.drop();
        for (String state : List.of("DEAD", "RETRYING")) {
            HttpResponse<String> response = operator.post(
                    operationsUrl + "/dead-letters/retries",
                    "repaired-" + state + "-" + orders.size(),
                    RETRY_ALL.formatted(state));
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the retry got " + response.statusCode() + ": " + response.body());
            }
        }
        for (int i = 0; i < patience && (confirmed(orders) < orders.size() || triggers.deadLetters() > 0); i++) {
            Pause.of(1_000);
        }
        return before;
    }

    long confirmed(List<String> orders) throws InterruptedException {
        return reader.confirmed(orders);
    }

    @Override
    public void close() {
        operator.close();
        reader.close();
    }
}
