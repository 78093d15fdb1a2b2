package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.load.Placer;
import java.io.IOException;
import java.util.List;

/** A running contender. */
interface Target extends AutoCloseable {

    /** Opens a client's connection. */
    Placer placer() throws Exception;

    int databasePort();

    /** The JVMs that do the work. */
    List<ProcessHandle> services();

    /** The postmaster first, then its child processes. */
    List<ProcessHandle> database() throws IOException;

    @Override
    void close() throws IOException;
}
