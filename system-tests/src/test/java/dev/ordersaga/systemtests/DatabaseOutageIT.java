package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** PostgreSQL is locked or killed under load; the lab's experiment {@code outage} measures the same for longer. */
class DatabaseOutageIT {

    private static final int MANY = 40;

    private static SystemUnderTest system;
    private static OrderClient customer;
    private static Path data;

    @BeforeAll
    static void open() {
        system = SystemUnderTest.with("--order-command.payment.deadline=10m");
        customer = new OrderClient(system.url());
        data = Path.of(system.setting("standalone.data-folder")).resolve("postgresql");
    }

    @AfterAll
    static void close() {
        customer.close();
        system.close();
    }

    /** With more clients than connections. */
    @Test
    void whileATableIsLockedRequestsFailFastAndOrdersAreStillListed() throws Exception {
        String known = customer.place("pm_card_visa");
        customer.settled(known);
        try (Connection other = administrator();
                Statement statement = other.createStatement();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE eventstore.domain_event_entry IN ACCESS EXCLUSIVE MODE");
            List<Future<HttpResponse<String>>> placing =
                    clients.invokeAll(Collections.nCopies(MANY, () -> place(customer)), 15, TimeUnit.SECONDS);
            for (Future<HttpResponse<String>> answer : placing) {
                isRefusal(answer.get());
            }
            // One order is read with its newest events, so it is refused too.
            isRefusal(customer.get(known));
            assertThat(customer.get("/orders?limit=1").statusCode()).isEqualTo(200);
            other.rollback();
        }
        assertThat(customer.settled(customer.place("pm_card_visa"))
                        .path("status")
                        .asString())
                .isEqualTo("CONFIRMED");
    }

    @Test
    void duringAnOutageRequestsFailFastAndEverythingResumesAfterwards() throws Exception {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            accepted.add(customer.place(i % 2 == 0 ? "pm_slow_1s" : "pm_card_visa"));
        }
        Path serverSettings = data.resolve("postgresql.auto.conf");
        String valid = Files.readString(serverSettings);
        // The process starts its server again; that fails until the settings are corrected.
        Files.writeString(serverSettings, valid + "no_such_setting = 1\n");
        kill(data);
        seesRefusals(customer, accepted.getFirst());
        healthAndMetricsAnswerInTime(503);

        Files.writeString(serverSettings, valid);
        whileOthersTakeTheConnections(() -> healthAndMetricsAnswerInTime(200, 503));
        await("orders are accepted again").atMost(Duration.ofSeconds(30)).until(() -> {
            HttpResponse<String> answer = place(customer);
            answer.headers().firstValue("Location").ifPresent(accepted::add);
            return answer.statusCode() == 202;
        });
        for (String location : accepted) {
            JsonNode order = customer.settled(location);
            assertThat(order.path("status").asString()).isEqualTo("CONFIRMED");
        }
    }

    private static Connection administrator() throws IOException, SQLException {
        String port = Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        return LocalSystem.administrator(Objects.requireNonNull(data.getParent()), url)
                .getConnection();
    }

    private static void seesRefusals(OrderClient customer, String location) {
        isRefusal(place(customer));
        await("the outage is detected").until(() -> isFast(() -> place(customer)));
        assertThat(Stream.generate(() -> place(customer)).limit(20)).allSatisfy(DatabaseOutageIT::isRefusal);
        isRefusal(customer.get(location));
    }

    private static HttpResponse<String> place(OrderClient customer) {
        return customer.place(OrderClient.order("pm_card_visa"), OrderClient.newKey());
    }

    private static void isRefusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    /** Far below the connection timeout of a pool. */
    private static boolean isFast(Runnable request) {
        long begun = System.nanoTime();
        request.run();
        return Duration.ofNanos(System.nanoTime() - begun).toMillis() < 500;
    }

    private interface Work {
        void run() throws Exception;
    }

    /** As soon as the server accepts any; the process gets those that it is faster to open. */
    private static void whileOthersTakeTheConnections(Work work) throws Exception {
        List<Connection> taken = new ArrayList<>();
        try {
            await("the server is back").ignoreExceptions().until(() -> taken.add(administrator()));
            assertThatThrownBy(() -> {
                        while (taken.size() < 200) {
                            taken.add(administrator());
                        }
                    })
                    .hasMessageContaining("too many clients");
            work.run();
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    private static void healthAndMetricsAnswerInTime(Integer... readiness) throws Exception {
        String management = "http://127.0.0.1:" + system.setting("local.management.port") + "/actuator/";
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("prometheus", "health/readiness", "health/liveness")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(management + path))
                        .timeout(Duration.ofSeconds(2))
                        .build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isIn(path.endsWith("readiness") ? List.of(readiness) : List.of(200));
            }
        }
    }

    private static void kill(Path data) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }
}
