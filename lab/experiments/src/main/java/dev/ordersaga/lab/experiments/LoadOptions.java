package dev.ordersaga.lab.experiments;

import picocli.CommandLine.Option;

/** Options of the load; each experiment has its own defaults. */
public final class LoadOptions {

    @Option(names = "--rate", description = "Orders per second. Default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--warm-up", description = "Seconds of warm-up. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--seconds", description = "Seconds of each measurement. Default: ${DEFAULT-VALUE}")
    private int seconds;

    /** The defaults. */
    public LoadOptions(int rate, int warmUp, int seconds) {
        this.rate = rate;
        this.warmUp = warmUp;
        this.seconds = seconds;
    }

    /** Orders per second. */
    public int rate() {
        return rate;
    }

    /** Seconds before the measurement. */
    public int warmUp() {
        return warmUp;
    }

    /** Seconds of each measurement. */
    public int seconds() {
        return seconds;
    }
}
