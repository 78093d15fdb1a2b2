package dev.ordersaga.lab.experiments.throughput.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps to the knee, and loads below and above it.
 *
 * @param knee highest sustained rate; 0 if no step was sustained, and then the rest is missing
 * @param secondsUntilNormal from the end of the overload; -1 if that was not reached
 */
public record OpenLoopResult(
        double knee,
        List<Step> steps,
        @Nullable Step half,
        @Nullable Step overload,
        @Nullable Step recovery,
        int secondsUntilNormal) {}
