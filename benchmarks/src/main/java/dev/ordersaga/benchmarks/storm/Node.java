package dev.ordersaga.benchmarks.storm;

import dev.ordersaga.benchmarks.house.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;

/** A process that can be killed, frozen and started again with the same settings. */
final class Node {

    private final String name;
    private final List<String> command;
    private final int port;
    private final Path folder;
    private final List<String> settings;
    private ServiceProcess process;

    /** Starts it; it is not ready yet. */
    Node(String name, List<String> command, int port, Path folder, List<String> settings) throws IOException {
        this.name = name;
        this.command = command;
        this.port = port;
        this.folder = folder;
        this.settings = settings;
        this.process = ServiceProcess.start(name, command, port, folder, settings);
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
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
            process = ServiceProcess.start(name, command, port, folder, settings);
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
