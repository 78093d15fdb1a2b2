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
 * One run: some orders, then steps in an order that the choices give, then healing, then the verdict. A step is whatever
 * can happen next: a processor, a call, a deadline, a client, the provider, a message, time, a fault.
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

    /** @throws InvariantViolation if something happens that must not */
    void run(Choices next, @Nullable PlantedBug bug, boolean told) {
        choices = next;
        depth = 0;
        world = choices.oneIn(3) ? strict : generous;
        world.begin(choices, bug, told);
        int orders = Math.max(1, choices.below(MOST_ORDERS + 2) - 1);
        for (int i = 0; i < orders; i++) {
            world.clients.place();
        }
        usual = choices.below(6);
        int steps = choices.below(MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            step();
        }
        world.faults.heal();
        world.healing.heal();
        world.verdict.atTheEnd();
    }

    /** Every kind of event that happened in any run. */
    Set<Class<?>> kinds() {
        Set<Class<?>> kinds = new HashSet<>(generous.events.kinds());
        kinds.addAll(strict.events.kinds());
        return kinds;
    }

    String story() {
        return world.story.text();
    }

    private void meanwhile() {
        if (depth < DEEPEST) {
            depth++;
            world.story.line(() -> "  while this is under way:");
            int steps = 1 + choices.below(3);
            for (int i = 0; i < steps; i++) {
                step();
            }
            world.story.line(() -> "  now it goes on");
            depth--;
        }
    }

    private void step() {
        switch (choices.below(16)) {
            case 9, 10 -> world.clients.wantSomething();
            case 11 -> world.providerLife.goOn();
            case 12 -> world.notices.deliverOne();
            case 13 -> timePasses();
            case 14 -> world.clients.sendAgain();
            case 15 -> somethingOdd();
            case 6, 7, 8 -> whatIsUsual();
            default -> goOn();
        }
        world.verdict.afterAStep();
    }

    /** Schedules differ in what happens often in them: so each kind of trouble meets itself, too. */
    private void whatIsUsual() {
        switch (usual) {
            case 1 -> world.clients.wantSomething();
            case 2 -> world.providerLife.goOn();
            case 3 -> world.notices.deliverOne();
            case 4 -> somethingOdd();
            default -> goOn();
        }
    }

    /** The next thing that the system would do by itself. */
    private void goOn() {
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
            possible.add(() -> world.sagaSide.fire(due, choices.oneIn(6)));
        }
        if (possible.isEmpty()) {
            world.healing.advanceToWhatIsDue();
        } else {
            possible.get(choices.below(possible.size())).run();
        }
    }

    private void timePasses() {
        Duration pause =
                switch (choices.below(6)) {
                    case 1 -> Duration.ofMillis(500);
                    case 2 -> Duration.ofMinutes(1);
                    case 3 -> Duration.ofMinutes(11);
                    case 4 -> Duration.ofHours(2);
                    case 5 -> Duration.ofDays(8);
                    default -> Duration.ofSeconds(5);
                };
        world.story.line(() -> "time   passes: " + pause);
        world.clock.advance(pause);
    }

    private void somethingOdd() {
        switch (choices.below(5)) {
            case 0 -> compare();
            case 1 -> world.status().goBack(1 + choices.below(4));
            case 2 -> world.payment().goBack(1 + choices.below(4));
            default -> {
                List<Execution> picked =
                        world.tasks.all().stream().filter(row -> row.picked).toList();
                if (!picked.isEmpty()) {
                    world.runner.takeForDead(picked.get(choices.below(picked.size())));
                }
            }
        }
    }

    private void compare() {
        world.story.line(() -> "books  are compared");
        try {
            world.payments.reconciliation().reconcileRecent();
        } catch (ProcessDied | ConcurrencyException | UnknownOutcomeException | ProviderUnavailableException e) {
            world.story.cameOf(() -> "the comparison fails: " + e.getMessage());
        }
    }
}
