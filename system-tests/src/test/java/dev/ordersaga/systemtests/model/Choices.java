package dev.ordersaga.systemtests.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The choices of a schedule as a list of numbers: generated from a seed, or given. Zero is the simplest choice of each
 * kind and follows after the last given one, so that a shorter list with smaller numbers is a simpler schedule.
 */
final class Choices {

    private final @Nullable SplittableRandom random;
    private final int[] given;
    private int[] taken = new int[256];
    private int count;

    private Choices(@Nullable SplittableRandom random, int[] given) {
        this.random = random;
        this.given = given;
    }

    static Choices ofSeed(long seed) {
        return new Choices(new SplittableRandom(seed), new int[0]);
    }

    static Choices of(int... given) {
        return new Choices(null, given);
    }

    /** From 0 to one less than this. */
    int below(int bound) {
        int choice = random == null ? next(bound) : random.nextInt(bound);
        if (count == taken.length) {
            taken = Arrays.copyOf(taken, 2 * count);
        }
        taken[count++] = choice;
        return choice;
    }

    /** True with this probability; false after the end of the list. */
    boolean oneIn(int times) {
        return below(times) == times - 1;
    }

    /** The choices up to now. */
    int[] taken() {
        return Arrays.copyOf(taken, count);
    }

    private int next(int bound) {
        return count < given.length ? Math.floorMod(given[count], bound) : 0;
    }
}
