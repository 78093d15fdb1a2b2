package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.standalone.StandaloneApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The standalone application is killed with orders in every state, and restarted on its data. */
class KillAndRestartIT {

    private final Path data = LocalSystem.newFolder();
    private @Nullable Process process;

    @AfterEach
    void stop() throws Exception {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
        LocalSystem.delete(data);
    }

    @Test
    void acceptedOrdersSurviveAndSettleAndTheDataFolderIsExclusive() throws Exception {
        int port = freePort();
        start(port);
        List<String> accepted = new ArrayList<>();
        try (OrderClient customer = client(port)) {
            awaitReady(customer);
            for (int i = 0; i < 60; i++) {
                accepted.add(customer.place(i % 3 == 0 ? "pm_slow_3s" : "pm_card_visa"));
            }
            assertThat(customer.cancel(accepted.getFirst()).statusCode()).isEqualTo(202);
        }
        kill();
        start(port);

        try (OrderClient customer = client(port)) {
            awaitReady(customer);
            for (String location : accepted.subList(1, accepted.size())) {
                JsonNode order = customer.settled(location);
                assertThat(order.path("status").asString()).isEqualTo("CONFIRMED");
                assertThat(order.path("payment").path("capturedTotal").asString())
                        .isEqualTo("15.30");
            }
            JsonNode cancelled = customer.settled(accepted.getFirst());
            assertThat(cancelled.path("status").asString()).isEqualTo("CANCELLED");
        }
        aSecondProcessOnTheSameDataIsRefused();
    }

    private void aSecondProcessOnTheSameDataIsRefused() throws Exception {
        Process second = command(freePort()).start();
        String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.waitFor()).isNotZero();
        assertThat(output).contains("is in use by another order-saga");
    }

    private void kill() throws InterruptedException {
        Objects.requireNonNull(process).destroyForcibly().waitFor();
    }

    private void start(int port) throws IOException {
        process = command(port).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private ProcessBuilder command(int port) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandaloneApplication.class.getName(),
                        "--server.port=" + port,
                        "--management.server.port=0",
                        "--standalone.data-folder=" + data)
                .redirectErrorStream(true);
    }

    /** With the key that the first start has written. */
    private OrderClient client(int port) {
        Path file = data.resolve("api-key");
        await("the API key")
                .atMost(Duration.ofSeconds(90))
                .until(() -> Files.exists(file) && !Files.readString(file).isBlank());
        try {
            assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
            return new OrderClient(
                    "http://127.0.0.1:" + port, Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(OrderClient customer) {
        await("the system answers")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> {
                    HttpResponse<String> answer = customer.get("/orders?limit=1");
                    return answer.statusCode() == 200;
                });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
