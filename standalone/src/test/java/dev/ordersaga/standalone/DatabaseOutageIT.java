package dev.ordersaga.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** PostgreSQL is killed under a running house and started again; the program {@code outage} measures the same for longer. */
class DatabaseOutageIT {

    @Test
    void requestsAreRefusedAtOnceAndEverythingGoesOnAfterwards() throws Exception {
        try (House house = House.with("--payment.deadline=10m");
                Customer customer = new Customer(house.url())) {
            List<String> accepted = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                accepted.add(customer.place(i % 2 == 0 ? "pm_slow_1s" : "pm_card_visa"));
            }
            Path data = Path.of(house.setting("standalone.data-folder")).resolve("postgresql");
            List<String> start = commandOf(data);

            kill(data);
            seesRefusals(customer, accepted.getFirst());

            new ProcessBuilder(start)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await("orders are taken again").atMost(Duration.ofSeconds(30)).until(() -> {
                HttpResponse<String> answer = place(customer);
                answer.headers().firstValue("Location").ifPresent(accepted::add);
                return answer.statusCode() == 202;
            });
            for (String location : accepted) {
                JsonNode order = customer.settled(location);
                assertThat(order.path("status").asString()).isEqualTo("CONFIRMED");
            }
        }
    }

    private static void seesRefusals(Customer customer, String location) {
        isRefusal(place(customer));
        await("it is known to be down").until(() -> isFast(() -> place(customer)));
        assertThat(Stream.generate(() -> place(customer)).limit(20)).allSatisfy(DatabaseOutageIT::isRefusal);
        isRefusal(customer.get(location));
    }

    private static HttpResponse<String> place(Customer customer) {
        return customer.place(Customer.order("pm_card_visa"), Customer.newKey());
    }

    private static void isRefusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    /** Far below the time for which a pool lets anybody wait. */
    private static boolean isFast(Runnable request) {
        long begun = System.nanoTime();
        request.run();
        return Duration.ofNanos(System.nanoTime() - begun).toMillis() < 500;
    }

    /** As PostgreSQL itself notes it; root may start it in a namespace of its own only. */
    private static List<String> commandOf(Path data) throws IOException {
        String line = Files.readString(data.resolve("postmaster.opts")).strip();
        boolean isRoot = System.getProperty("user.name").equals("root");
        return Stream.concat(
                        isRoot ? Stream.of("unshare", "-U") : Stream.empty(),
                        Stream.of(line.split(" (?=\")")).map(word -> word.replace("\"", "")))
                .toList();
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
