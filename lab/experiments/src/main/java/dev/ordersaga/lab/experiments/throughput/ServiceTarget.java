package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.load.BlockingHttpClient;
import dev.ordersaga.lab.experiments.load.ConfirmationPoll;
import dev.ordersaga.lab.experiments.load.HttpPlacer;
import dev.ordersaga.lab.experiments.load.OrderLoad.Polling;
import dev.ordersaga.lab.experiments.load.Placer;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A contender that is called by HTTP. */
final class ServiceTarget implements Target {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final SystemUnderTest system;
    private final BlockingHttpClient http = new BlockingHttpClient(TIMEOUT);

    ServiceTarget(SystemUnderTest system) {
        this.system = system;
    }

    @Override
    public Placer placer() {
        return new HttpPlacer(http, system.commandService().url());
    }

    ConfirmationPoll poll(Polling polling, Duration timeout) {
        return new ConfirmationPoll(http, system.queryService().url(), polling, timeout);
    }

    /** Used heap of all services. */
    HeapGauge heap() {
        return new HeapGauge(
                http,
                system.services().stream().map(ServiceProcess::managementUrl).toList());
    }

    @Override
    public int databasePort() {
        return system.databasePort();
    }

    @Override
    public List<ProcessHandle> services() {
        return system.services().stream().map(ServiceProcess::handle).toList();
    }

    @Override
    public List<ProcessHandle> database() throws IOException {
        return system.databaseProcesses();
    }

    @Override
    public void close() throws IOException {
        system.close();
    }
}
