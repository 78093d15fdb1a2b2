package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;

/** A process that can be killed, frozen and started again with the same settings. */
final class Node {

    private final String name;
    private final SkewedClock clock;
    private final List<String> command;
    private final int port;
    private final Path folder;
    private ServiceProcess process;

    /** Starts it; it is not ready yet. */
    Node(String name, SkewedClock clock, List<String> command, int port, Path folder) throws IOException {
        this.name = name;
        this.clock = clock;
        this.command = command;
        this.port = port;
        this.folder = folder;
        this.process = ServiceProcess.start(name, command, port, folder, List.of());
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String operationsUrl() {
        return "http://127.0.0.1:" + (port + 2) + "/operations";
    }

    SkewedClock clock() {
        return clock;
    }

    boolean isAlive() {
        return process.handle().isAlive();
    }

    void kill() throws InterruptedException {
        process.handle().destroyForcibly();
        process.handle().onExit().join();
    }

    void start() throws IOException {
        if (!process.handle().isAlive()) {
            process = ServiceProcess.start(name, command, port, folder, List.of());
        }
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String signal) throws IOException, InterruptedException {
        Processes.run("kill", "-" + signal, String.valueOf(process.handle().pid()));
    }

    boolean isReady(HttpClient http) throws InterruptedException {
        return process.isReady(http);
    }

    void awaitReady(HttpClient http) throws IOException, InterruptedException {
        process.awaitReady(http);
    }

    void close() {
        process.close();
    }
}
