package dev.ordersaga.lab.experiments;

import dev.ordersaga.lab.experiments.load.OrderLoad;
import dev.ordersaga.lab.system.StoredOrderGenerator;
import dev.ordersaga.lab.system.SystemBuilder;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** Base of all experiments: starts systems, measures them, and publishes a report. */
public abstract class Experiment implements Callable<Integer> {

    @Mixin
    SystemOptions options = new SystemOptions();

    /** Runs the experiment. */
    protected abstract Report measure() throws Exception;

    /** Exits with 0 when the report's conditions hold, otherwise with 1. */
    @Override
    public final Integer call() throws Exception {
        Report report = measure();
        options.publish(report.text());
        return report.holds() ? 0 : 1;
    }

    /**
     * A system in a new folder, not started yet.
     *
     * @param name start of the folder's name
     */
    protected final SystemBuilder system(String name) throws IOException {
        return options.system(options.folder(name));
    }

    /**
     * A new folder for data and logs.
     *
     * @param name start of the folder's name
     */
    protected final Path folder(String name) throws IOException {
        return options.folder(name);
    }

    /** Fills the event store of an idle system. Some orders before that create the processors' tokens. */
    protected static void fillStore(SystemUnderTest system, long events) throws Exception {
        createTokens(system);
        system.restartServicesAfter(() -> StoredOrderGenerator.fillTo(system.databasePort(), events));
    }

    /** The same, without the status view, which is then rebuilt. */
    protected static void fillStoreWithoutView(SystemUnderTest system, long events) throws Exception {
        createTokens(system);
        system.restartServicesAfter(() -> {
            StoredOrderGenerator.fillTo(system.databasePort(), events);
            StoredOrderGenerator.deleteStatusView(system.databasePort());
        });
    }

    private static void createTokens(SystemUnderTest system) throws InterruptedException {
        try (OrderLoad load = new OrderLoad(system, OrderLoad.Polling.REPEATED)) {
            load.run(20, 2);
        }
    }
}
