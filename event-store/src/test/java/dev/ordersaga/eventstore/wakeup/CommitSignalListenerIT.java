package dev.ordersaga.eventstore.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A successful LISTEN proves nothing: only an echo does. */
class CommitSignalListenerIT {

    private static final JpaOnPostgres DATABASE = new JpaOnPostgres();

    private final AtomicInteger signals = new AtomicInteger();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void withoutAnEchoItIsDeafAndWithOneItListens() {
        var deaf = listener("deaf", () -> {});
        var sender = new CommitSignalSender(connections(), "echoes", "hearing");
        var hearing = listener("hearing", sender::sendEcho);
        Thread.ofPlatform().daemon().start(sender);
        Thread.ofPlatform().daemon().start(deaf);
        Thread.ofPlatform().daemon().start(hearing);
        await().until(hearing::isListening);
        int before = signals.get();
        assertThat(deaf.isListening()).isFalse();
        // Echoes of others are no signals.
        sender.sendEcho();
        await().during(Duration.ofMillis(200)).until(() -> signals.get() == before);
        deaf.stop();
        hearing.stop();
        sender.stop();
    }

    private CommitSignalListener listener(String self, Runnable requestEcho) {
        return new CommitSignalListener(
                connections(), self.equals("deaf") ? "silence" : "echoes", self, signals::incrementAndGet, requestEcho);
    }

    private static CommitSignalConnections connections() {
        return new CommitSignalConnections(DATABASE.dataSource(), null);
    }
}
