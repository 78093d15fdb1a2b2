package dev.ordersaga.systemtests.model;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.ordersaga.payment.PaymentHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From now on nothing fails any more, and everything has to come to rest by itself. */
final class Recovery {

    private static final int LONG_ENOUGH = 2_000;
    private static final int SEVERAL = 50;

    private final World world;

    Recovery(World world) {
        this.world = world;
    }

    void heal() {
        world.story.line(() -> "healed: nothing fails any more");
        rest();
        world.clock.advance(Duration.ofMinutes(2));
        world.payments.reconciliation().reconcileAll();
        rest();
        world.clock.advance(Duration.ofMinutes(2));
        world.payments.reconciliation().reconcileAll();
        rest();
    }

    private void rest() {
        for (int i = 0; i < LONG_ENOUGH; i++) {
            if (!goOn()) {
                return;
            }
            world.verdict.afterAStep();
        }
        throw new InvariantViolation("everything comes to rest", "still busy after " + LONG_ENOUGH + " steps");
    }

    private boolean goOn() {
        if (world.clients.sendAgain() || processed() || reviveOne() || runOne()) {
            return true;
        }
        if (world.notices.deliverAll() || world.providerLife.settle()) {
            return true;
        }
        // Before time passes: what waits for nobody would only be cleared up by chance.
        world.verdict.whenQuiet();
        return fireOne() || advanceToWhatIsDue() || anOperatorRetries();
    }

    private boolean processed() {
        for (Processor processor : world.processors) {
            if (processor.hasWork()) {
                processor.step(SEVERAL);
                return true;
            }
        }
        return false;
    }

    private boolean reviveOne() {
        for (Execution row : world.tasks.all()) {
            if (row.picked) {
                world.runner.takeForDead(row);
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
            world.sagaSide.fire(due.getFirst(), false);
        }
        return !due.isEmpty();
    }

    /** False if nothing is planned. */
    boolean advanceToWhatIsDue() {
        Stream<Instant> calls = world.tasks.all().stream()
                .filter(row -> !row.picked)
                .map(row -> row.executionTime)
                .filter(due -> !PaymentHarness.isGivenUp(due));
        Stream<Instant> deadlines = world.deadlines.all().stream().map(DeadlinesInMemory.Deadline::due);
        Optional<Instant> next = Stream.concat(calls, deadlines).min(Instant::compareTo);
        next.ifPresent(moment -> {
            world.story.line(() -> "time   passes until " + moment);
            world.clock.advanceTo(moment);
        });
        return next.isPresent();
    }

    private boolean anOperatorRetries() {
        for (Execution row : world.tasks.all()) {
            if (PaymentHarness.isGivenUp(row.executionTime)) {
                world.tasks.makeDue(row.getId(), world.clock.instant());
                return true;
            }
        }
        return false;
    }
}
