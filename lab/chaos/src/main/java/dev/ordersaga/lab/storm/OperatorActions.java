package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.Operator;
import dev.ordersaga.lab.system.Pause;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** What operators do in the middle of a storm, at any node that is ready. Nothing of it need have come to its end. */
final class OperatorActions implements AutoCloseable {

    private static final String REASON = "{\"reason\": \"the storm\"}";
    private static final List<String> PROCESSORS = List.of("order-payment-saga", "payment-execution", "order-status");
    private static final int TRIALS = 60;

    private final Cluster cast;
    private final Random random;
    private final Operator operator = new Operator();
    private int number;

    OperatorActions(Cluster cast, Random random) {
        this.cast = cast;
        this.random = random;
    }

    /** What came of a request, and at which node. */
    record Outcome(Node node, String words) {}

    /** Has the status view built anew. */
    Outcome rebuildView() throws InterruptedException {
        Node node = anyReady(cast.queries());
        return new Outcome(node, act(node, "/rebuilds/order-status"));
    }

    /**
     * Pauses a processor of all nodes for some seconds. Who has paused must see to it that it goes on: that is tried until
     * it is answered.
     */
    Outcome pauseProcessor() throws InterruptedException {
        String processor = "/processors/" + PROCESSORS.get(random.nextInt(PROCESSORS.size()));
        Node node = anyReady(cast.nodes());
        String paused = act(node, processor + "/pause");
        Pause.of(2_000 + random.nextInt(8_000));
        String resumed = "";
        for (int i = 0; i < TRIALS && !resumed.equals("done"); i++) {
            resumed = act(anyReady(cast.nodes()), processor + "/resume");
            Pause.of(500);
        }
        return new Outcome(node, paused + (resumed.equals("done") ? "" : ", NOT RESUMED"));
    }

    private Node anyReady(List<Node> nodes) throws InterruptedException {
        List<String> names = cast.ready();
        List<Node> ready =
                nodes.stream().filter(node -> names.contains(node.name())).toList();
        List<Node> from = ready.isEmpty() ? nodes : ready;
        return from.get(random.nextInt(from.size()));
    }

    private String act(Node node, String path) throws InterruptedException {
        try {
            int status = operator.post(node.operationsUrl() + path, "storm-" + number++, REASON)
                    .statusCode();
            return switch (status) {
                case 200 -> "done";
                case 409 -> "was running";
                default -> "got " + status;
            };
        } catch (IOException e) {
            return "no answer";
        }
    }

    @Override
    public void close() {
        operator.close();
    }
}
