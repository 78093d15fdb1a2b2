package dev.ordersaga.systemtests.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs schedules, and makes a failing one small. */
final class ScheduleRunner {

    private static final int TRIES_TO_SHRINK = 20_000;

    private final Schedule schedule = new Schedule();
    private final @Nullable PlantedBug bug;

    /** @param bug which one is planted; null for none */
    ScheduleRunner(@Nullable PlantedBug bug) {
        this.bug = bug;
    }

    /**
     * A schedule that breaks a promise.
     *
     * @param promise which one
     * @param choices all that it takes to run it again
     * @param story what happens in it
     */
    record Failure(String promise, String why, int[] choices, String story) {

        String text(long seed) {
            return "seed %d breaks '%s'%n%s%nthe shortest schedule that does (choices %s):%n%s"
                    .formatted(seed, promise, why, Arrays.toString(choices), story);
        }
    }

    /** Empty if every promise is kept. */
    Optional<Failure> ofSeed(long seed) {
        Choices choices = Choices.ofSeed(seed);
        InvariantViolation broken = run(choices, false);
        return broken == null ? Optional.empty() : Optional.of(shrunk(choices.taken(), broken));
    }

    /** As it breaks without being made small; null if every promise is kept. */
    @Nullable
    InvariantViolation brokenBy(long seed) {
        return run(Choices.ofSeed(seed), false);
    }

    /** Every kind of event that happened in any of them. */
    Set<Class<?>> kindsOfEvents() {
        return schedule.kinds();
    }

    private Failure shrunk(int[] choices, InvariantViolation broken) {
        int[] shortest = new Shrinking(TRIES_TO_SHRINK, candidate -> breaksAs(broken, candidate)).of(choices);
        InvariantViolation again = run(Choices.of(shortest), true);
        String why = String.valueOf(again == null ? broken.getMessage() : again.getMessage());
        return new Failure(broken.promise(), why, shortest, schedule.story());
    }

    private boolean breaksAs(InvariantViolation broken, int[] candidate) {
        InvariantViolation other = run(Choices.of(candidate), false);
        return other != null && other.promise().equals(broken.promise());
    }

    private @Nullable InvariantViolation run(Choices choices, boolean told) {
        try {
            schedule.run(choices, bug, told);
            return null;
        } catch (InvariantViolation e) {
            return e;
        } catch (RuntimeException e) {
            var broken =
                    new InvariantViolation("no handler fails: " + e.getClass().getSimpleName(), e.toString());
            broken.initCause(e);
            return broken;
        }
    }
}
