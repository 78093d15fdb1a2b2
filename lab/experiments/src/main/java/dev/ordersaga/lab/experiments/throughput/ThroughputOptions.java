package dev.ordersaga.lab.experiments.throughput;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options of the load; {@code --quick} shortens everything, to see that it works. */
final class ThroughputOptions {

    @Option(
            names = "--connections",
            defaultValue = "32",
            description = "Clients of the closed loop. Default: ${DEFAULT-VALUE}")
    private int connections;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Seconds of placing in each round. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Measured rounds. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--max-warm-ups",
            defaultValue = "12",
            description = "Maximum rounds of warm-up. Default: ${DEFAULT-VALUE}")
    private int maxWarmUps;

    @Option(
            names = "--settle",
            defaultValue = "11",
            description = "Seconds until PostgreSQL's sessions have reported their commits. Default: ${DEFAULT-VALUE}")
    private int settle;

    @Option(
            names = "--patience",
            defaultValue = "30",
            description = "Seconds without progress after which orders count as unsettled. Default: ${DEFAULT-VALUE}")
    private int patience;

    @Option(
            names = "--open-connections",
            defaultValue = "256",
            description = "Clients of the open loop. Default: ${DEFAULT-VALUE}")
    private int openConnections;

    @Option(
            names = "--samples",
            defaultValue = "20",
            description = "Orders per second that are polled until they are confirmed. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--step-seconds",
            defaultValue = "20",
            description = "Seconds of each step to the knee. Default: ${DEFAULT-VALUE}")
    private int stepSeconds;

    @Option(
            names = "--max-steps",
            defaultValue = "10",
            description = "Maximum steps to the knee. Default: ${DEFAULT-VALUE}")
    private int maxSteps;

    @Option(
            names = "--half-seconds",
            defaultValue = "60",
            description = "Seconds at half of the knee. Default: ${DEFAULT-VALUE}")
    private int halfSeconds;

    @Option(
            names = "--overload-seconds",
            defaultValue = "120",
            description = "Seconds at three times the knee. Default: ${DEFAULT-VALUE}")
    private int overloadSeconds;

    @Option(
            names = "--recovery-seconds",
            defaultValue = "45",
            description = "Seconds at half of the knee after the overload. Default: ${DEFAULT-VALUE}")
    private int recoverySeconds;

    @Option(
            names = "--payment-deadline",
            defaultValue = "20s",
            description = "Payment deadline in the open loop. Default: ${DEFAULT-VALUE}")
    private String paymentDeadline = "";

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the orders' ids. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--heap",
            defaultValue = "512m",
            description = "Maximum heap of each JVM. Default: ${DEFAULT-VALUE}")
    private String heap = "";

    @Option(
            names = "--jvm",
            split = ",",
            defaultValue = "-XX:+UseCompactObjectHeaders,-XX:+UseParallelGC,-XX:ThreadPriorityPolicy=1,"
                    + "-XX:CompilerThreadPriority=4",
            description = "JVM options of each service, separated by commas. Default: ${DEFAULT-VALUE}")
    private List<String> jvm = List.of();

    @Option(names = "--quick", description = "Rounds and steps of a few seconds; its figures mean nothing")
    private boolean isQuick;

    int connections() {
        return connections;
    }

    int seconds() {
        return isQuick ? 3 : seconds;
    }

    int rounds() {
        return isQuick ? 1 : rounds;
    }

    int maxWarmUps() {
        return isQuick ? 2 : maxWarmUps;
    }

    int settle() {
        return isQuick ? 1 : settle;
    }

    int patience() {
        return patience;
    }

    int openConnections() {
        return openConnections;
    }

    int samples() {
        return samples;
    }

    int stepSeconds() {
        return isQuick ? 4 : stepSeconds;
    }

    int maxSteps() {
        return isQuick ? 3 : maxSteps;
    }

    int halfSeconds() {
        return isQuick ? 4 : halfSeconds;
    }

    int overloadSeconds() {
        return isQuick ? 6 : overloadSeconds;
    }

    int recoverySeconds() {
        return isQuick ? 5 : recoverySeconds;
    }

    String paymentDeadline() {
        return paymentDeadline;
    }

    long seed() {
        return seed;
    }

    String heap() {
        return heap;
    }

    List<String> jvm() {
        return jvm;
    }

    /** All of them, for the report. */
    Map<String, String> description() {
        Map<String, String> all = new TreeMap<>();
        all.put("connections", connections + " closed, " + openConnections + " open");
        all.put("rounds", rounds() + " of " + seconds() + " s, warm-up of at most " + maxWarmUps());
        all.put("steps", "at most " + maxSteps() + " of " + stepSeconds() + " s");
        all.put("half of the knee", halfSeconds() + " s");
        all.put(
                "three times the knee",
                overloadSeconds() + " s, then half of the knee for " + recoverySeconds() + " s");
        all.put("payment deadline", paymentDeadline + " in the open loop, 30m in the closed one");
        all.put("samples", samples + " orders/s polled until confirmed");
        all.put("settle", settle() + " s");
        all.put("seed", String.valueOf(seed));
        all.put("heap", heap);
        all.put("JVM options", jvm.isEmpty() ? "none" : String.join(" ", jvm));
        return all;
    }
}
