package dev.ordersaga.systemtests.model;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Shrinks a failing list of choices while it still fails: first removes parts, large ones before small ones, then sets
 * parts to zero, then lowers single numbers, and repeats until none of it succeeds.
 */
final class Shrinking {

    private final Predicate<int[]> stillFails;
    private int triesLeft;

    Shrinking(int tries, Predicate<int[]> stillFails) {
        this.triesLeft = tries;
        this.stillFails = stillFails;
    }

    int[] of(int[] failing) {
        int[] best = failing;
        boolean isBetter = true;
        while (isBetter && triesLeft > 0) {
            int[] next = lowered(zeroed(shortened(best)));
            isBetter = weight(next) < weight(best);
            best = next;
        }
        return best;
    }

    private int[] shortened(int[] failing) {
        int[] best = failing;
        for (int part = Math.max(1, best.length / 2); part > 0; part /= 2) {
            for (int begin = best.length - part; begin >= 0; begin = Math.min(begin, best.length) - part) {
                best = better(best, without(best, begin, part));
            }
        }
        return best;
    }

    private int[] zeroed(int[] failing) {
        int[] best = failing;
        for (int part = Math.max(1, best.length / 2); part > 0; part /= 2) {
            for (int begin = 0; begin + part <= best.length; begin += part) {
                int[] candidate = best.clone();
                Arrays.fill(candidate, begin, begin + part, 0);
                best = better(best, candidate);
            }
        }
        return best;
    }

    private int[] lowered(int[] failing) {
        int[] best = failing;
        for (int i = 0; i < best.length; i++) {
            for (int value = 0; value < best[i]; value = value == 0 ? Math.max(1, best[i] / 2) : best[i] - 1) {
                int before = best[i];
                int[] candidate = best.clone();
                candidate[i] = value;
                best = better(best, candidate);
                if (best[i] == before && value == before - 1) {
                    break;
                }
            }
        }
        return best;
    }

    private int[] better(int[] best, int[] candidate) {
        if (weight(candidate) >= weight(best) || triesLeft <= 0) {
            return best;
        }
        triesLeft--;
        return stillFails.test(candidate) ? candidate : best;
    }

    /** One choice fewer counts more than any smaller number. */
    private static long weight(int[] choices) {
        long sum = choices.length * 100_000L;
        for (int choice : choices) {
            sum += choice;
        }
        return sum;
    }

    private static int[] without(int[] choices, int begin, int part) {
        int[] rest = new int[choices.length - part];
        System.arraycopy(choices, 0, rest, 0, begin);
        System.arraycopy(choices, begin + part, rest, begin, choices.length - begin - part);
        return rest;
    }
}
