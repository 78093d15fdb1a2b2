package dev.ordersaga.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Model test of orders, saga, payments and view against clients, a provider, time and faults in very many
 * interleavings. Each schedule follows from its seed; {@code -Dmodel.schedules} and {@code -Dmodel.seed} run more or
 * other ones.
 */
class ManySchedulesTest {

    private static final long SCHEDULES = Long.getLong("model.schedules", 100_000);
    private static final long A_FEW = 2_000;
    private static final long FIRST = Long.getLong("model.seed", 0);

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final SilencedLogs logs = new SilencedLogs();

    @BeforeEach
    void silenceLogs() {
        logs.begin();
    }

    @AfterEach
    void restoreLogs() {
        logs.end();
    }

    @Test
    void everyInvariantHoldsInEverySchedule() {
        IntStream.range(0, CORES).parallel().forEach(ManySchedulesTest::runSeedsOf);
    }

    /** Each core has a runner of its own, and every {@link #CORES}th seed. */
    private static void runSeedsOf(int core) {
        ScheduleRunner runs = new ScheduleRunner(null);
        for (long seed = FIRST + core; seed < FIRST + SCHEDULES; seed += CORES) {
            long failing = seed;
            runs.ofSeed(seed).ifPresent(failure -> fail(failure.text(failing)));
        }
    }

    /** The invariants say nothing about events that never occur. */
    @Test
    void everyEventTypeOccurs() {
        ScheduleRunner runs = new ScheduleRunner(null);
        LongStream.range(0, A_FEW).forEach(runs::violationOf);
        assertThat(runs.kindsOfEvents())
                .containsAll(PayloadTypes.permittedBy(OrderEvent.class).types());
        assertThat(runs.kindsOfEvents())
                .containsAll(PayloadTypes.permittedBy(PaymentEvent.class).types());
    }
}
