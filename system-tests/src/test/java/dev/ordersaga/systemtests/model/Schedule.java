package dev.ordersaga.systemtests.model;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * One run: some orders, then steps in an order given by the choices, then recovery, then the invariants. A step is one
 * action of a processor, provider call, deadline, client, provider or webhook, passing time, or a fault.
 */
final class Schedule {

    private static final int MOST_ORDERS = 3;
    private static final int MOST_STEPS = 60;
    private static final int DEEPEST = 2;

    private final World generous = new World(this::meanwhile, true);
    private final World strict = new World(this::meanwhile, false);
    private World world = generous;
    private Choices choices = Choices.of();
    private int usual;
    private int depth;

    /** @throws InvariantViolation if an invariant does not hold */
    void run(Choices next, @Nullable PlantedBug bug, boolean traced) {
        choices = next;
        depth = 0;
        world = choices.oneIn(3) ? strict : generous;
        world.begin(choices, bug, traced);
        int orders = Math.max(1, choices.below(MOST_ORDERS + 2) - 1);
        for (int i = 0; i < orders; i++) {
            world.clients.place();
        }
        usual = choices.below(6);
        int steps = choices.below(MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            step();
        }
        world.faults.recover();
        world.recovery.recover();
        world.invariants.atTheEnd();
    }

    /** Every event type that was stored in any run. */
    Set<Class<?>> kinds() {
        Set<Class<?>> kinds = new HashSet<>(generous.events.kinds());
        kinds.addAll(strict.events.kinds());
        return kinds;
    }

    String trace() {
        return world.trace.text();
    }

    private void meanwhile() {
        if (depth < DEEPEST) {
            depth++;
            world.trace.line(() -> "  meanwhile:");
            int steps = 1 + choices.below(3);
            for (int i = 0; i < steps; i++) {
                step();
            }
            world.trace.line(() -> "  meanwhile ends");
            depth--;
        }
    }

    private void step() {
        switch (choices.below(16)) {
            case 9, 10 -> world.clients.sendRequest();
            case 11 -> world.providerBehaviour.proceed();
            case 12 -> world.webhooks.deliverOne();
            case 13 -> advanceTime();
            case 14 -> world.clients.retryUnanswered();
            case 15 -> rareStep();
            case 6, 7, 8 -> frequentStep();
            default -> proceed();
        }
        world.invariants.afterAStep();
    }

    /** Each schedule repeats one kind of step, so that faults of the same kind also coincide. */
    private void frequentStep() {
        switch (usual) {
            case 1 -> world.clients.sendRequest();
            case 2 -> world.providerBehaviour.proceed();
            case 3 -> world.webhooks.deliverOne();
            case 4 -> rareStep();
            default -> proceed();
        }
    }

    /** One of the steps that the system does without input. */
    private void proceed() {
        List<Runnable> possible = new ArrayList<>();
        for (Processor processor : world.processors) {
            if (processor.hasWork()) {
                possible.add(() -> processor.step(1 + choices.below(3)));
            }
        }
        for (Execution due : world.tasks.due(world.clock.instant())) {
            possible.add(() -> world.runner.run(due));
        }
        for (DeadlinesInMemory.Deadline due : world.deadlines.due()) {
            possible.add(() -> world.sagaProcessor.fire(due, choices.oneIn(6)));
        }
        if (possible.isEmpty()) {
            world.recovery.advanceToNextDue();
        } else {
            possible.get(choices.below(possible.size())).run();
        }
    }

    private void advanceTime() {
        Duration pause = switch (choices.below(6)) {
            case 1 -> Duration.ofMillis(500);
            case 2 -> Duration.ofMinutes(1);
            case 3 -> Duration.ofMinutes(11);
            case 4 -> Duration.ofHours(2);
            case 5 -> Duration.ofDays(8);
            default -> Duration.ofSeconds(5);
        };
        world.trace.line(() -> "time   passes: " + pause);
        world.clock.advance(pause);
    }

    private void rareStep() {
        switch (choices.below(6)) {
            case 0 -> reconcile();
            case 5 -> world.faults.toggleOutage();
            case 1 -> world.status().goBack(1 + choices.below(4));
            case 2 -> world.payment().goBack(1 + choices.below(4));
            default -> {
                List<Execution> picked =
                        world.tasks.all().stream().filter(row -> row.picked).toList();
                if (!picked.isEmpty()) {
                    world.runner.presumeDead(picked.get(choices.below(picked.size())));
                }
            }
        }
    }

    private void reconcile() {
        world.trace.line(() -> "reconciliation");
        try {
            world.payments.reconciliation().reconcileRecent();
        } catch (ProcessDied | ConcurrencyException | UnknownOutcomeException | ProviderUnavailableException e) {
            world.trace.result(() -> "the reconciliation fails: " + e.getMessage());
        }
    }
}
