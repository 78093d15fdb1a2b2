package dev.ordersaga.lab.experiments.start;

import dev.ordersaga.lab.experiments.Experiment;
import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.BlockingHttpClient;
import dev.ordersaga.lab.experiments.load.ClosedLoop;
import dev.ordersaga.lab.experiments.load.HttpPlacer;
import dev.ordersaga.lab.experiments.load.OrderIds;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.ProcessStatistics;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.SystemBuilder;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Repeated starts of the standalone application on the same database: time to the first 202, memory before and after a load. */
@Command(
        name = "start",
        description = "Time from the start of the process to the first 202, and resident memory after a load.",
        mixinStandardHelpOptions = true)
public final class StartApplication extends Experiment {

    private static final int ACCEPTED = 202;
    private static final long PAUSE_MILLIS = 10;
    private static final long MAX_MILLIS = TimeUnit.MINUTES.toMillis(2);

    @Option(names = "--rounds", defaultValue = "5", description = "Starts. Default: ${DEFAULT-VALUE}")
    int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Seconds of load in each. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(
            names = "--connections",
            defaultValue = "32",
            description = "Clients of the load. Default: ${DEFAULT-VALUE}")
    int connections;

    @Option(names = "--heap", defaultValue = "512m", description = "Maximum heap. Default: ${DEFAULT-VALUE}")
    String heap = "";

    @Option(names = "--jvm", split = ",", description = "Additional JVM options, separated by commas")
    List<String> jvm = List.of();

    @Option(names = "--jar", description = "Jar to start by java -jar. Default: the built executable jar")
    @Nullable
    Path jar;

    private final BlockingHttpClient http = new BlockingHttpClient(Duration.ofSeconds(30));
    private final OrderIds ids = new OrderIds(System.nanoTime());

    /** Times in milliseconds, memory in MB. */
    private record Start(
            double firstOrder, double megabytesAtStart, double megabytes, double peakMegabytes, long orders) {}

    @Override
    protected Report measure() throws Exception {
        List<Start> starts = new ArrayList<>();
        SystemBuilder builder = system("start").layout(Layout.ONE).jvm(heap, jvm);
        try (SystemUnderTest system = (jar == null ? builder : builder.jar(jar)).start()) {
            ServiceProcess service = system.commandService();
            // The database is present, and not empty.
            ClosedLoop.Placed unused = place(service);
            for (int i = 0; i < rounds; i++) {
                service.stop();
                starts.add(measure(service));
            }
        }
        return report(starts);
    }

    private Start measure(ServiceProcess service) throws Exception {
        long begin = System.nanoTime();
        service.start();
        awaitFirstOrder(service, begin);
        double firstOrder = (System.nanoTime() - begin) / 1e6;
        List<ProcessHandle> process = List.of(service.handle());
        double atStart = ProcessStatistics.residentMegabytes(process);
        ClosedLoop.Placed placed = place(service);
        return new Start(
                firstOrder,
                atStart,
                ProcessStatistics.residentMegabytes(process),
                ProcessStatistics.peakResidentMegabytes(process),
                placed.accepted());
    }

    private void awaitFirstOrder(ServiceProcess service, long begin) throws InterruptedException {
        HttpPlacer placer = new HttpPlacer(http, service.url());
        while (placer.place(ids.next()) != ACCEPTED) {
            if (!service.isAlive() || TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) > MAX_MILLIS) {
                throw new IllegalStateException("the service does not accept orders");
            }
            Pause.of(PAUSE_MILLIS);
        }
    }

    private ClosedLoop.Placed place(ServiceProcess service) throws Exception {
        return new ClosedLoop(() -> new HttpPlacer(http, service.url()), connections, ids).run(seconds);
    }

    private Report report(List<Start> starts) {
        Report report = new Report("Start and memory of the standalone application")
                .paragraph(
                        "%nEach: a start on the present database, then %d s of load by %d connections. Heap %s; JVM options: %s; %s.",
                        seconds,
                        connections,
                        heap,
                        jvm.isEmpty() ? "none" : String.join(" ", jvm),
                        jar == null ? "the built jar" : jar)
                .table("start", "first 202", "RSS then", "RSS after the load", "peak RSS", "orders accepted");
        for (int i = 0; i < starts.size(); i++) {
            row(report, String.valueOf(i + 1), starts.get(i));
        }
        row(
                report,
                "median",
                new Start(
                        median(starts, Start::firstOrder),
                        median(starts, Start::megabytesAtStart),
                        median(starts, Start::megabytes),
                        median(starts, Start::peakMegabytes),
                        (long) median(starts, Start::orders)));
        return report.endTable();
    }

    private static void row(Report report, String name, Start start) {
        report.row(
                name,
                "%.0f ms".formatted(start.firstOrder()),
                "%.0f MB".formatted(start.megabytesAtStart()),
                "%.0f MB".formatted(start.megabytes()),
                "%.0f MB".formatted(start.peakMegabytes()),
                start.orders());
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> value) {
        return Report.median(starts.stream().mapToDouble(value).toArray());
    }
}
