package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.throughput.result.OpenLoopResult;
import dev.ordersaga.lab.experiments.throughput.result.Step;
import java.util.ArrayList;
import java.util.List;

/** The loads of the open loop: steps to the knee, half of it, three times as much, and half of it again. */
final class OpenSteps {

    private static final double FIRST_STEP = 0.6;
    private static final double HALF = 0.5;
    private static final double OVERLOAD = 3;

    private final OpenLoop loop;
    private final ThroughputOptions options;

    OpenSteps(OpenLoop loop, ThroughputOptions options) {
        this.loop = loop;
        this.options = options;
    }

    /** @param throughput of the closed loop, near which the knee is expected */
    OpenLoopResult run(double throughput) throws Exception {
        KneeSearch search = new KneeSearch(FIRST_STEP * throughput);
        List<Step> steps = new ArrayList<>();
        while (!search.isOver() && steps.size() < options.maxSteps()) {
            double rate = search.next();
            steps.add(step("step", rate, options.stepSeconds()));
            search.record(rate, steps.getLast().isSustained());
        }
        double knee = search.knee();
        if (knee == 0) {
            return new OpenLoopResult(0, steps, null, null, null, -1);
        }
        Step half = step("half of the knee", HALF * knee, options.halfSeconds());
        loop.reset();
        OfferedLoad overload = loop.offer(OVERLOAD * knee, options.overloadSeconds());
        OfferedLoad recovery = loop.offer(HALF * knee, options.recoverySeconds());
        loop.drain();
        return new OpenLoopResult(
                knee,
                steps,
                half,
                print(loop.complete("three times the knee", overload)),
                print(loop.complete("half of the knee, after the overload", recovery)),
                recovery.timeline().secondsUntilNormal(HALF * knee));
    }

    private Step step(String name, double rate, int seconds) throws Exception {
        loop.reset();
        OfferedLoad load = loop.offer(rate, seconds);
        loop.drain();
        return print(loop.complete(name, load));
    }

    private static Step print(Step step) {
        System.out.printf(
                "  %s: %.0f offered, %.0f confirmed per second, %d × 503%n",
                step.name(), step.rate(), step.goodput(), step.refused());
        return step;
    }
}
