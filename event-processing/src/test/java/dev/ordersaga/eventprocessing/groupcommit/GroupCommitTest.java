package dev.ordersaga.eventprocessing.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link GroupCommit}. */
class GroupCommitTest {

    private static final String FIRST = "first";

    private final List<List<String>> transactions = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstRuns = new CountDownLatch(1);
    private final CountDownLatch othersWait = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private Duration waitOfOthers = Duration.ZERO;
    private @Nullable RuntimeException failureAlone;
    private RuntimeException failure = new IllegalStateException("a work of this transaction fails");

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void aSingleCallerHasATransactionOfItsOwn() {
        group(4).commit("a");
        assertThat(transactions).containsExactly(List.of("a"));
    }

    @Test
    void concurrentCallersShareTheNextTransaction() throws Exception {
        commitWhileTheFirstRuns(group(4), "a", "b", "c");
        assertThat(transactions).containsExactly(List.of(FIRST), List.of("a", "b", "c"));
    }

    @Test
    void aTransactionIsBounded() throws Exception {
        commitWhileTheFirstRuns(group(2), "a", "b", "c");
        assertThat(transactions).extracting(List::size).containsExactly(1, 2, 1);
    }

    @Test
    void underLoadEachWorkIsDoneOnceAndOneTransactionRunsAtATime() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        Consumer<List<Integer>> transaction = works -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            done.addAll(works);
            running.decrementAndGet();
        };
        GroupCommit<Integer> group =
                new GroupCommit<>(transaction, work -> transaction.accept(List.of(work)), work -> work, 4);
        List<Future<?>> results = new ArrayList<>();
        for (int caller = 0; caller < 16; caller++) {
            int first = caller * 500;
            results.add(callers.submit(() -> IntStream.range(first, first + 500).forEach(group::commit)));
        }
        for (Future<?> result : results) {
            assertThat(result.get(30, TimeUnit.SECONDS)).isNull();
        }
        assertThat(done).hasSize(8_000).doesNotHaveDuplicates();
        assertThat(most).hasValue(1);
        assertThat(group.waiting()).isZero();
    }

    @Test
    void anInterruptReachesTheCallerAfterItsResult() throws Exception {
        GroupCommit<String> group = group(4);
        AtomicReference<Thread> waiting = new AtomicReference<>();
        Future<?> first = callers.submit(() -> group.commit(FIRST));
        await(firstRuns);
        Future<Boolean> second = callers.submit(() -> {
            waiting.set(Thread.currentThread());
            group.commit("a");
            return Thread.interrupted();
        });
        while (group.waiting() < 1) {
            Thread.onSpinWait();
        }
        waiting.get().interrupt();
        othersWait.countDown();
        assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(first.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(transactions).containsExactly(List.of(FIRST), List.of("a"));
    }

    @Test
    void theLongestWaitIsThatOfTheFirstInTheQueue() throws Exception {
        GroupCommit<String> group = group(4);
        assertThat(group.longestWait()).isZero();
        commitWhileTheFirstRuns(group, "a", "b");
        assertThat(waitOfOthers).isPositive();
        assertThat(group.longestWait()).isZero();
    }

    @Test
    void worksWithEqualKeysAreInDifferentTransactions() throws Exception {
        GroupCommit<String> group = new GroupCommit<>(this::together, this::alone, work -> work.substring(0, 1), 4);
        commitWhileTheFirstRuns(group, "a1", "a2");
        assertThat(transactions).extracting(List::size).containsExactly(1, 1, 1);
    }

    @Test
    void afterAFailureEachCallerHasItsOwnResult() throws Exception {
        List<Future<?>> results = commitWhileTheFirstRuns(group(4), "a", "bad", "c");
        assertThat(transactions).containsExactlyInAnyOrder(List.of(FIRST), List.of("a"), List.of("c"));
        assertThat(results.get(0).get()).isNull();
        assertThat(results.get(2).get()).isNull();
        assertThatThrownBy(() -> results.get(1).get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCause(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "55P03"})
    void anOutageAndALockAreTheFailureOfAll(String state) throws Exception {
        failure = new IllegalStateException(new SQLException("no connection, or no lock", state));
        List<Future<?>> results = commitWhileTheFirstRuns(group(4), "a", "bad", "c");
        assertThat(transactions).containsExactly(List.of(FIRST));
        assertThat(results).allSatisfy(result -> assertThatThrownBy(result::get).hasCause(failure));
    }

    @Test
    void whatMetALockAloneIsNotFollowedByTheOthers() throws Exception {
        RuntimeException locked = new IllegalStateException(new SQLException("no lock", "55P03"));
        failureAlone = locked;
        List<Future<?>> results = commitWhileTheFirstRuns(group(4), "a", "bad", "c", "d");
        assertThat(results.get(0).get()).isNull();
        assertThat(transactions).containsExactly(List.of(FIRST), List.of("a"));
        assertThat(results.subList(1, 4))
                .allSatisfy(result -> assertThatThrownBy(result::get).hasCause(locked));
    }

    private GroupCommit<String> group(int most) {
        return new GroupCommit<>(this::together, this::alone, work -> work, most);
    }

    private void together(List<String> works) {
        if (works.contains("bad")) {
            throw failure;
        }
        transactions.add(works);
    }

    private void alone(String work) {
        if (work.equals(FIRST)) {
            firstRuns.countDown();
            await(othersWait);
        }
        if (work.equals("bad") && failureAlone != null) {
            throw failureAlone;
        }
        together(List.of(work));
    }

    /** Returns the results of the works, which were all waiting when the first one had ended. */
    private List<Future<?>> commitWhileTheFirstRuns(GroupCommit<String> group, String... works) throws Exception {
        Future<?> first = callers.submit(() -> group.commit(FIRST));
        await(firstRuns);
        List<Future<?>> results = new ArrayList<>();
        for (String work : works) {
            results.add(callers.submit(() -> group.commit(work)));
            int waiting = results.size();
            while (group.waiting() < waiting) {
                Thread.onSpinWait();
            }
        }
        waitOfOthers = group.longestWait();
        othersWait.countDown();
        first.get(10, TimeUnit.SECONDS);
        callers.shutdown();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        return results;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not reached");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
