package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The simulator as a process that is killed while it serves requests. */
class KilledProcessIT {

    private static final Pattern ANNOUNCED = Pattern.compile("listens at http://127\\.0\\.0\\.1:(\\d+),");
    private static final int CLIENTS = 8;
    private static final int ANSWERS_BEFORE_THE_KILL = 150;

    static final class Child {
        private final Process process;
        private final int port;

        Child(Path data, String... more) throws IOException {
            List<String> command = new java.util.ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx96m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SimulatorApplication.class.getName(),
                    "--port",
                    "0",
                    "--data",
                    data.toString()));
            command.addAll(List.of(more));
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            Matcher announced = ANNOUNCED.matcher(String.valueOf(out.readLine()));
            assertThat(announced.find()).isTrue();
            port = Integer.parseInt(announced.group(1));
        }

        StripeClient stripe() {
            return StripeClient.builder()
                    .setApiKey("sk_test_simulator")
                    .setApiBase("http://127.0.0.1:" + port)
                    .setMaxNetworkRetries(0)
                    .build();
        }
    }

    @TempDir
    Path data;

    @org.jspecify.annotations.Nullable
    Child child;

    @AfterEach
    void stop() {
        if (child != null) {
            child.process.destroyForcibly();
        }
    }

    @Test
    void everyResponseBeforeTheKillHoldsAfterIt() throws Exception {
        Map<String, String> answered = loadAndKill();
        assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS_BEFORE_THE_KILL);

        child = new Child(data);
        for (Map.Entry<String, String> before : answered.entrySet()) {
            assertThat(pay(child.stripe(), before.getKey())).isEqualTo(before.getValue());
        }
        List<String> ledger = Files.readAllLines(data.resolve("ledger.jsonl"));
        Set<String> authorized = new HashSet<>();
        long last = 0;
        for (String text : ledger) {
            JsonNode line = RunningSimulator.json(text);
            assertThat(line.path("n").asLong(0)).isEqualTo(++last);
            if (line.path("op").asString().equals("auth")) {
                assertThat(authorized.add(line.path("idemKey").asString())).isTrue();
                assertThat(ledger.get((int) last)).contains("\"op\":\"capture\"");
            }
        }
        assertThat(authorized).containsAll(answered.keySet());
        assertThat(intents()).isEqualTo(authorized.size());
    }

    @Test
    void sigtermStopsTheProcessWithExitCodeZero() throws Exception {
        child = new Child(data, "--profile", "100,0,0,0,0", "--seed", "5");
        assertThat(pay(child.stripe(), "order-1")).startsWith("pi_");
        child.process.destroy();
        assertThat(child.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(child.process.exitValue()).isEqualTo(143);
        assertThat(Files.readAllLines(data.resolve("ledger.jsonl"))).hasSize(3);
    }

    private Map<String, String> loadAndKill() throws Exception {
        Child running = new Child(data);
        child = running;
        Map<String, String> answered = new ConcurrentHashMap<>();
        CountDownLatch enough = new CountDownLatch(ANSWERS_BEFORE_THE_KILL);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                String name = "client-" + client + "-";
                clients.execute(() -> payUntilKilled(running, name, answered, enough));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            running.process.destroyForcibly().waitFor();
        }
        return answered;
    }

    private static void payUntilKilled(
            Child running, String name, Map<String, String> answered, CountDownLatch enough) {
        try {
            for (int i = 0; ; i++) {
                answered.put(name + i, pay(running.stripe(), name + i));
                enough.countDown();
            }
        } catch (StripeException e) {
            // The process was killed; the test checks whether it was too early.
            return;
        }
    }

    private int intents() throws StripeException {
        int count = 0;
        for (PaymentIntent one : java.util.Objects.requireNonNull(child)
                .stripe()
                .v1()
                .paymentIntents()
                .list(com.stripe.param.PaymentIntentListParams.builder()
                        .setLimit(100L)
                        .build())
                .autoPagingIterable()) {
            assertThat(one.getStatus()).isEqualTo("succeeded");
            count++;
        }
        return count;
    }

    private static String pay(StripeClient stripe, String order) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .create(
                        RunningSimulator.payment(order, 1530, "pm_card_visa", CaptureMethod.AUTOMATIC)
                                .build(),
                        RunningSimulator.key(order))
                .getId();
    }
}
