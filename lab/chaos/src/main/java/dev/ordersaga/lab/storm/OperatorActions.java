package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.OperatorClient;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Operators' actions during a storm, at any node that is ready. An action need not complete. */
final class OperatorActions implements AutoCloseable {

    private static final String REASON = "{\"reason\": \"the storm\"}";
    private static final String DONE = "done";
    private static final List<String> PROCESSORS = List.of("order-payment-saga", "payment-execution", "order-status");
    private static final int MAX_RETRIES = 60;

    private final SystemUnderTest system;
    private final Random random;
    private final OperatorClient operator = new OperatorClient();
    private int number;

    OperatorActions(SystemUnderTest system, Random random) {
        this.system = system;
        this.random = random;
    }

    /** Result of a request, and the node that received it. */
    record Outcome(ServiceProcess node, String result) {}

    /** Starts a rebuild of the status view. */
    Outcome rebuildView() throws InterruptedException {
        ServiceProcess node = anyReady(system.queryServices());
        return new Outcome(node, post(node, "/rebuilds/order-status"));
    }

    /** Pauses a processor on all nodes for some seconds. Resuming is retried until it is confirmed. */
    Outcome pauseProcessor() throws InterruptedException {
        String processor = "/processors/" + PROCESSORS.get(random.nextInt(PROCESSORS.size()));
        ServiceProcess node = anyReady(system.services());
        String paused = post(node, processor + "/pause");
        Pause.of(2_000 + random.nextInt(8_000));
        String resumed = "";
        for (int i = 0; i < MAX_RETRIES && !resumed.equals(DONE); i++) {
            resumed = post(anyReady(system.services()), processor + "/resume");
            Pause.of(500);
        }
        return new Outcome(node, paused + (resumed.equals(DONE) ? "" : ", NOT RESUMED"));
    }

    private ServiceProcess anyReady(List<ServiceProcess> nodes) throws InterruptedException {
        List<String> names = system.ready();
        List<ServiceProcess> ready =
                nodes.stream().filter(node -> names.contains(node.name())).toList();
        List<ServiceProcess> from = ready.isEmpty() ? nodes : ready;
        return from.get(random.nextInt(from.size()));
    }

    private String post(ServiceProcess node, String path) throws InterruptedException {
        try {
            int status = operator.post(node.operationsUrl() + path, "storm-" + number++, REASON)
                    .statusCode();
            return switch (status) {
                case 200 -> DONE;
                case 409 -> "was running";
                default -> "got " + status;
            };
        } catch (IOException e) {
            return "no response";
        }
    }

    @Override
    public void close() {
        operator.close();
    }
}
