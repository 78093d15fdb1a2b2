package dev.ordersaga.systemtests.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs schedules, and shrinks a failing one. */
final class ScheduleRunner {

    private static final int TRIES_TO_SHRINK = 20_000;

    private final Schedule schedule = new Schedule();
    private final @Nullable PlantedBug bug;

    /** @param bug the planted bug; null for none */
    ScheduleRunner(@Nullable PlantedBug bug) {
        this.bug = bug;
    }

    /**
     * A schedule that violates an invariant.
     *
     * @param invariant the invariant
     * @param choices the input that reproduces it
     * @param trace the trace of its steps
     */
    record Failure(String invariant, String why, int[] choices, String trace) {

        String text(long seed) {
            return "seed %d violates '%s'%n%s%nthe shortest schedule that does (choices %s):%n%s"
                    .formatted(seed, invariant, why, Arrays.toString(choices), trace);
        }
    }

    /** Empty if every invariant holds. */
    Optional<Failure> ofSeed(long seed) {
        Choices choices = Choices.ofSeed(seed);
        InvariantViolation violation = run(choices, false);
        return violation == null ? Optional.empty() : Optional.of(shrunk(choices.taken(), violation));
    }

    /** The violation without shrinking; null if every invariant holds. */
    @Nullable
    InvariantViolation violationOf(long seed) {
        return run(Choices.ofSeed(seed), false);
    }

    /** Every event type that was stored in any schedule. */
    Set<Class<?>> kindsOfEvents() {
        return schedule.kinds();
    }

    private Failure shrunk(int[] choices, InvariantViolation violation) {
        int[] shortest = new Shrinking(TRIES_TO_SHRINK, candidate -> violatesLike(violation, candidate)).of(choices);
        InvariantViolation again = run(Choices.of(shortest), true);
        String why = String.valueOf(again == null ? violation.getMessage() : again.getMessage());
        return new Failure(violation.invariant(), why, shortest, schedule.trace());
    }

    private boolean violatesLike(InvariantViolation violation, int[] candidate) {
        InvariantViolation other = run(Choices.of(candidate), false);
        return other != null && other.invariant().equals(violation.invariant());
    }

    private @Nullable InvariantViolation run(Choices choices, boolean traced) {
        try {
            schedule.run(choices, bug, traced);
            return null;
        } catch (InvariantViolation e) {
            return e;
        } catch (RuntimeException e) {
            var violation =
                    new InvariantViolation("no handler fails: " + e.getClass().getSimpleName(), e.toString());
            violation.initCause(e);
            return violation;
        }
    }
}
