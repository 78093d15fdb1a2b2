package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that join, leave and look in any order share the segments, and then leave them where they are. */
class SegmentShareTest {

    private static final int FREE = -1;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void segmentsComeToRestWithEqualShares(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            Processes processes = new Processes(1 + random.nextInt(12), 1 + random.nextInt(5), random);
            processes.lookInAnyOrder(60);
            int[] before = processes.owners.clone();
            assertThat(processes.isShared()).as("shared: %s", processes).isTrue();
            processes.lookInAnyOrder(30);
            assertThat(processes.owners).as("at rest").isEqualTo(before);
        }
    }

    @Test
    void aSingleProcessKeepsAll() {
        assertThat(new SegmentShare(4, 4, 0, 1, 0).surplus()).isZero();
        assertThat(new SegmentShare(1, 0, 0, 2, 0).missing()).isZero();
        assertThat(new SegmentShare(4, 4, 0, 2, 2).surplus()).isEqualTo(2);
    }

    /** Like processes on one database: a request stays until its process looks again, a released segment is barred. */
    private static final class Processes {

        private final Random random;
        private final int[] owners;
        private final int[] requests;
        private final int[] barredFor;

        Processes(int segments, int count, Random random) {
            this.random = random;
            owners = new int[segments];
            requests = new int[count];
            barredFor = new int[segments];
            Arrays.fill(owners, random.nextInt(count));
            Arrays.fill(barredFor, FREE);
        }

        void lookInAnyOrder(int rounds) {
            for (int round = 0; round < rounds; round++) {
                random.ints(requests.length, 0, requests.length).forEach(this::look);
                for (int process = 0; process < requests.length; process++) {
                    look(process);
                }
            }
        }

        private void look(int process) {
            int free =
                    (int) Arrays.stream(owners).filter(owner -> owner == FREE).count();
            int missingElsewhere = Arrays.stream(requests).sum() - requests[process];
            SegmentShare share = new SegmentShare(owners.length, count(process), free, live(process), missingElsewhere);
            requests[process] = share.missing();
            int surplus = share.surplus();
            for (int segment = 0; segment < owners.length; segment++) {
                if (owners[segment] == FREE && barredFor[segment] != process) {
                    owners[segment] = process;
                } else if (owners[segment] == process && surplus > 0) {
                    owners[segment] = FREE;
                    barredFor[segment] = process;
                    surplus--;
                }
            }
        }

        private int live(int process) {
            return (int) IntStream.range(0, requests.length)
                    .filter(one -> one == process || count(one) > 0 || requests[one] > 0)
                    .count();
        }

        private int count(int process) {
            return (int) Arrays.stream(owners).filter(owner -> owner == process).count();
        }

        boolean isShared() {
            int least = owners.length / requests.length;
            return IntStream.range(0, requests.length).allMatch(process -> count(process) >= least)
                    && Arrays.stream(owners).noneMatch(owner -> owner == FREE);
        }

        @Override
        public String toString() {
            return requests.length + " processes, owners " + Arrays.toString(owners);
        }
    }
}
