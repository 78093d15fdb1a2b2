package dev.ordersaga.lab.experiments.hostile;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.OrderReader;
import dev.ordersaga.lab.system.LabKey;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether one process with a heap of 512 MB lives and answers while all hostile inputs arrive at once. */
@Command(
        name = "hostile",
        description = "All hostile inputs at once against a process with a heap of 512 MB.",
        mixinStandardHelpOptions = true)
public final class HostileApplication extends Experiment {

    private static final long MAX_MICROS = 1_000_000;
    private static final long MAX_ANSWER = 64 * 1024;
    private static final int MORE_HEAP = 96;
    private static final int PATIENCE_MILLIS = 10_000;

    private static final String ORDER = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa","lines":[
            {"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":600,"unitPrice":"2.55"}]}""";

    @Option(names = "--seconds", defaultValue = "60", description = "Seconds of it. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description =
                    "Seconds of orders and polls before, so that the service's code is compiled. Default: ${DEFAULT-VALUE}")
    int warmUp;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Histogram answered = new Histogram(60_000_000, 3);
    private long unanswered;

    @Override
    protected Report measure() throws Exception {
        try (SystemUnderTest system = system("hostile").simulatorWithWebhooks().start();
                OrderReader reader = new OrderReader(system);
                http) {
            ServiceProcess service = system.commandService();
            String order = place(service.url());
            awaitConfirmed(reader, order);
            String refunded = place(service.url());
            awaitConfirmed(reader, refunded);
            warmUp(service.url(), order);
            long before = usedMegabytes(service);
            HostileClients clients = attack(service, order, refunded);
            long after = usedMegabytes(service);
            boolean isConfirmed = awaitConfirmed(reader, place(service.url()));
            return report(clients, before, after, isConfirmed);
        }
    }

    private void warmUp(String service, String order) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(warmUp).toNanos();
        URI url = URI.create(service + order);
        while (System.nanoTime() < end) {
            place(service);
            statusOf(url);
            Pause.of(20);
        }
    }

    /** The customer polls on connections of their own, as a new customer does. */
    private HostileClients attack(ServiceProcess service, String order, String refunded)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        URI url = URI.create(service.url());
        var address = new InetSocketAddress(url.getHost(), url.getPort());
        HostileClients hostile = new HostileClients(
                address, order, refunded, tagOf(service.url() + order), () -> System.nanoTime() < end);
        try (hostile) {
            hostile.start();
            while (System.nanoTime() < end) {
                poll(URI.create(service.url() + order));
                Pause.of(50);
            }
        }
        return hostile;
    }

    private void poll(URI url) {
        long start = System.nanoTime();
        unanswered += statusOf(url).equals("200") ? 0 : 1;
        answered.recordValue((System.nanoTime() - start) / 1_000);
    }

    /** On a plain socket: what a client library costs is not measured. */
    private static String statusOf(URI url) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + LabKey.HEADER + ": " + LabKey.BEARER + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readAllBytes();
            return answer.length < 12 ? "closed" : new String(answer, 9, 3, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private String tagOf(String url) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header(LabKey.HEADER, LabKey.BEARER)
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private String place(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/orders"))
                .header(LabKey.HEADER, LabKey.BEARER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(ORDER))
                .build();
        return http.send(request, BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static boolean awaitConfirmed(OrderReader reader, String order) throws InterruptedException {
        for (int waited = 0; waited < 600; waited++) {
            if (reader.isConfirmed(order)) {
                return true;
            }
            Pause.of(100);
        }
        return false;
    }

    /** After a full collection, which jcmd's list of classes includes. */
    private static long usedMegabytes(ServiceProcess service) throws IOException {
        String jcmd = ProcessHandle.current().info().command().orElseThrow().replaceFirst("java$", "jcmd");
        Process histogram =
                new ProcessBuilder(jcmd, String.valueOf(service.handle().pid()), "GC.class_histogram").start();
        String[] lines =
                new String(histogram.getInputStream().readAllBytes()).strip().split("\n");
        String[] total = lines[lines.length - 1].strip().split("\\s+");
        return Long.parseLong(total[2]) / 1024 / 1024;
    }

    private Report report(HostileClients clients, long before, long after, boolean isConfirmed) {
        Report report = new Report("All hostile inputs at once for %d s, heap 512 MB", seconds)
                .table("input", "answer", "number");
        clients.answers().forEach((key, count) -> report.row(key, count));
        boolean isServerError = clients.answers().keySet().stream()
                .anyMatch(key -> key.endsWith("| 500") || key.endsWith("| 502") || key.endsWith("| 504"));
        long p99 = answered.getValueAtPercentile(99);
        return report.endTable()
                .paragraph(
                        "A customer's poll on a new connection: p50 %s, p99 %s, longest %s, %d of %d without a 200.",
                        Report.millis(answered.getValueAtPercentile(50)),
                        Report.millis(p99),
                        Report.millis(answered.getMaxValue()),
                        unanswered,
                        answered.getTotalCount())
                .paragraph("Longest answer: %d bytes.", clients.longest())
                .paragraph("Live objects before and after: %d MB, %d MB.", before, after)
                .paragraph("An order placed afterwards is confirmed: %s.", isConfirmed)
                .verdict(
                        p99 <= MAX_MICROS
                                && unanswered == 0
                                && clients.longest() <= MAX_ANSWER
                                && after <= before + MORE_HEAP
                                && isConfirmed
                                && !isServerError,
                        "an answer after more than 1 s (p99) or longer than 64 kB, a server error, memory that is kept, or a dead service.");
    }
}
