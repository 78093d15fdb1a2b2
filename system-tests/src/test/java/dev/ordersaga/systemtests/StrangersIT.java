package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.systemtests.strangers.Stranger;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * A budget for strangers: generated requests, whole, slow and cut, to the public and to the operators' port. No answer is
 * larger than 64 kB or a server error, no stack trace is logged, threads and memory stay bounded, and other clients are served.
 * {@code -Dstrangers.seconds=600 -Dstrangers.seed=7} for more and other requests.
 */
@Isolated("It measures delays, threads and memory of this process.")
class StrangersIT {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("strangers.seconds", 6));
    private static final long SEED = Long.getLong("strangers.seed", 14);
    private static final int STRANGERS = 3;
    private static final int IN_TURN = 20;
    private static final double MOST_DELAY = 1.5;
    private static final int MORE_THREADS = 100;
    private static final long MORE_MEMORY = 96L * 1024 * 1024;

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private static LocalSystem system;
    private static OrderClient customer;

    @BeforeAll
    static void open() {
        system = LocalSystem.start("--order-command.payment.deadline=4s");
        customer = new OrderClient(system.url());
    }

    @AfterAll
    static void close() {
        customer.close();
        system.close();
    }

    @Test
    void strangersGetShortAnswersAndHarmNobody() throws Exception {
        String location = customer.place("pm_card_visa");
        customer.settled(location);
        List<String> orders = List.of(
                location.substring("/orders/".length()),
                customer.place("pm_slow_2s").substring(8));
        ListAppender<ILoggingEvent> log = watchLog();
        long memory = usedMemory();

        Answers answers = sendStrangers(location, orders);

        ROOT.detachAppender(log);
        assertThat(answers.wrong())
                .allSatisfy(future -> assertThat(future.resultNow()).isEmpty());
        assertThat(answers.waits().ratio()).isLessThan(MOST_DELAY);
        assertThat(answers.moreThreads().values().stream()
                        .mapToInt(more -> more)
                        .sum())
                .as("threads that were started: %s", answers.moreThreads())
                .isLessThan(MORE_THREADS);
        assertThat(log.list)
                .filteredOn(line -> line.getThrowableProxy() != null)
                .isEmpty();
        await().atMost(Duration.ofSeconds(20)).until(() -> usedMemory() < memory + MORE_MEMORY);
        anOrderIsConfirmed();
    }

    /** @param moreThreads by their names without numbers, how many there are more than before */
    private record Answers(List<Future<Optional<String>>> wrong, Waits waits, Map<String, Integer> moreThreads) {}

    private static Map<String, Integer> threads() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, 0))
                .collect(Collectors.toMap(
                        thread -> thread.getThreadName().replaceAll("[0-9]+", "#"), thread -> 1, Integer::sum));
    }

    private static Answers sendStrangers(String location, List<String> orders) {
        Map<String, Integer> before = threads();
        long end = System.nanoTime() + TIME.toNanos();
        List<Future<Optional<String>>> wrong = new ArrayList<>();
        Semaphore turns = new Semaphore(0);
        try (var strangers = Executors.newFixedThreadPool(STRANGERS)) {
            for (int i = 0; i < STRANGERS; i++) {
                int port = i == 0 ? system.operatorsPort() : Integer.parseInt(system.setting("local.server.port"));
                Stranger stranger = new Stranger(port, SEED + i, orders);
                wrong.add(strangers.submit(() -> stranger.sendWhile(() -> {
                    turns.acquireUninterruptibly();
                    return System.nanoTime() < end;
                })));
            }
            try {
                Waits waits = waitsUntil(end, location, turns);
                Map<String, Integer> more = threads();
                before.forEach((name, count) -> more.merge(name, -count, Integer::sum));
                more.values().removeIf(count -> count == 0);
                return new Answers(wrong, waits, more);
            } finally {
                turns.release(Short.MAX_VALUE);
            }
        }
    }

    private static void anOrderIsConfirmed() throws Exception {
        var order = customer.settled(customer.place("pm_card_visa"));
        assertThat(order.path("status").asString()).isEqualTo("CONFIRMED");
    }

    /** How long another client waits for each of its answers: alone, and while a request of a stranger is answered. */
    private record Waits(List<Long> alone, List<Long> disturbed) {

        double ratio() {
            return (double) median(disturbed) / median(alone);
        }

        private static long median(List<Long> waits) {
            return waits.stream().sorted().toList().get(waits.size() / 2);
        }
    }

    /** In turns, so that whatever else the machine does slows both down. */
    private static Waits waitsUntil(long end, String location, Semaphore turns) {
        Waits waits = new Waits(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; System.nanoTime() < end; i++) {
            boolean isAlone = i / IN_TURN % 2 == 0;
            if (!isAlone) {
                turns.release();
            }
            long start = System.nanoTime();
            assertThat(customer.get(location).statusCode()).isEqualTo(200);
            (isAlone ? waits.alone() : waits.disturbed()).add(System.nanoTime() - start);
        }
        return waits;
    }

    @Test
    void anIdThatIsNoOrdersIsNotFoundOnEveryRoute() {
        String location = customer.place("pm_card_visa");
        customer.settled(location);
        UUID payment = PaymentIds.forOrder(UUID.fromString(location.substring("/orders/".length())));

        for (UUID id : List.of(payment, UUID.randomUUID())) {
            assertThat(customer.get("/orders/" + id).statusCode()).isEqualTo(404);
            for (String action : List.of("cancellation", "shipment", "refunds", "payment-attempts")) {
                String body = action.equals("payment-attempts") ? "{\"paymentMethod\":\"pm_card_visa\"}" : "";
                assertThat(customer.post("/orders/" + id + "/" + action, body, OrderClient.newKey())
                                .statusCode())
                        .as(action)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void anOperatorsIdThatIsNoneIsRefused() {
        try (OperatorClient operator = new OperatorClient(system.operatorsPort())) {
            String path = "/operations/processors/order-payment-saga/redeliveries/";
            String body = "{\"from\":0,\"reason\":\"lost\"}";

            assertThat(operator.post(path + "notauuid", OrderClient.newKey(), body)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(operator.post(path + UUID.randomUUID(), OrderClient.newKey(), body)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static ListAppender<ILoggingEvent> watchLog() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ROOT.addAppender(log);
        return log;
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
