package dev.ordersaga.systemtests.model;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.ordersaga.payment.PaymentHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** No more faults: everything must become idle without intervention, except for retries by an operator. */
final class Recovery {

    private static final int MAX_STEPS = 2_000;
    private static final int SEVERAL = 50;

    private final World world;

    Recovery(World world) {
        this.world = world;
    }

    void recover() {
        world.trace.line(() -> "recovery: no more faults");
        awaitIdle();
        world.clock.advance(Duration.ofMinutes(2));
        world.payments.reconciliation().reconcileAll();
        awaitIdle();
        world.clock.advance(Duration.ofMinutes(2));
        world.payments.reconciliation().reconcileAll();
        awaitIdle();
    }

    private void awaitIdle() {
        for (int i = 0; i < MAX_STEPS; i++) {
            if (!proceed()) {
                return;
            }
            world.invariants.afterAStep();
        }
        throw new InvariantViolation("the system becomes idle", "still busy after " + MAX_STEPS + " steps");
    }

    private boolean proceed() {
        if (world.clients.retryUnanswered() || processOne() || presumeOneDead() || runOne()) {
            return true;
        }
        if (world.webhooks.deliverAll() || world.providerBehaviour.settle()) {
            return true;
        }
        // Before time passes: firing would remove an orphaned deadline by chance.
        world.invariants.whenIdle();
        return fireOne() || advanceToNextDue() || retryAsOperator();
    }

    private boolean processOne() {
        for (Processor processor : world.processors) {
            if (processor.hasWork()) {
                processor.step(SEVERAL);
                return true;
            }
        }
        return false;
    }

    private boolean presumeOneDead() {
        for (Execution row : world.tasks.all()) {
            if (row.picked) {
                world.runner.presumeDead(row);
                return true;
            }
        }
        return false;
    }

    private boolean runOne() {
        List<Execution> due = world.tasks.due(world.clock.instant());
        if (!due.isEmpty()) {
            world.runner.run(due.getFirst());
        }
        return !due.isEmpty();
    }

    private boolean fireOne() {
        var due = world.deadlines.due();
        if (!due.isEmpty()) {
            world.sagaProcessor.fire(due.getFirst(), false);
        }
        return !due.isEmpty();
    }

    /** False if nothing is scheduled. */
    boolean advanceToNextDue() {
        Stream<Instant> calls = world.tasks.all().stream()
                .filter(row -> !row.picked)
                .map(row -> row.executionTime)
                .filter(due -> !PaymentHarness.isGivenUp(due));
        Stream<Instant> deadlines = world.deadlines.all().stream().map(DeadlinesInMemory.Deadline::due);
        Optional<Instant> next = Stream.concat(calls, deadlines).min(Instant::compareTo);
        next.ifPresent(moment -> {
            world.trace.line(() -> "time   passes until " + moment);
            world.clock.advanceTo(moment);
        });
        return next.isPresent();
    }

    private boolean retryAsOperator() {
        for (Execution row : world.tasks.all()) {
            if (PaymentHarness.isGivenUp(row.executionTime)) {
                world.tasks.makeDue(row.getId(), world.clock.instant());
                return true;
            }
        }
        return false;
    }
}
