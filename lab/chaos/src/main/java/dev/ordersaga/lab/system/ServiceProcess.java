package dev.ordersaga.lab.system;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A process of one service, or of all services in one process. */
public final class ServiceProcess extends ServerProcess {

    private final int port;
    private final @Nullable SkewedClock clock;

    /**
     * Listens on {@code port}; its management port is {@code port + 1}, its operators' port {@code port + 2}.
     *
     * @param command without the ports
     * @param clock null when its time is that of the machine
     */
    ServiceProcess(String name, List<String> command, int port, Path folder, @Nullable SkewedClock clock) {
        super(name, withPorts(command, port), folder, URI.create(url(port + 1) + "/actuator/health/readiness"));
        this.port = port;
        this.clock = clock;
    }

    public String url() {
        return url(port);
    }

    public String managementUrl() {
        return url(port + 1);
    }

    public String operationsUrl() {
        return url(port + 2) + "/operations";
    }

    /** @throws NullPointerException when the system was started without skewed clocks */
    public SkewedClock clock() {
        return Objects.requireNonNull(clock, "the system has no skewed clocks");
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static List<String> withPorts(List<String> command, int port) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--management.server.port=" + (port + 1),
                "--operations.port=" + (port + 2)));
        return all;
    }
}
