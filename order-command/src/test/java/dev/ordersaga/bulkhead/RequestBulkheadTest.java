package dev.ordersaga.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link RequestBulkhead}. */
class RequestBulkheadTest {

    private final RequestBulkhead bulkhead = new RequestBulkhead(2);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void noMoreThanItsPlacesComputeAtTheSameTime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(threads.submit(() -> {
                bulkhead.enter();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                bulkhead.leave();
            }));
        }
        for (Future<?> request : requests) {
            assertThat(request.get(10, TimeUnit.SECONDS)).isNull();
        }
        assertThat(most).hasValue(2);
        assertThat(bulkhead.queued()).isZero();
    }

    @Test
    void aRequestThatOnlyWaitsHasNoPlace() throws Exception {
        CountDownLatch othersHavePassed = new CountDownLatch(1);
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(threads.submit(() -> {
                bulkhead.enter();
                bulkhead.outside(() -> await(othersHavePassed));
                bulkhead.leave();
            }));
        }
        threads.submit(() -> {
                    bulkhead.enter();
                    bulkhead.leave();
                })
                .get(10, TimeUnit.SECONDS);
        othersHavePassed.countDown();
        for (Future<?> request : waiting) {
            assertThat(request.get(10, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void aThreadWithoutAPlaceWaitsWithoutOne() {
        AtomicInteger runs = new AtomicInteger();
        bulkhead.outside(runs::incrementAndGet);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aFailureLeavesThePlaceTaken() {
        bulkhead.enter();
        assertThatThrownBy(() -> bulkhead.outside(() -> {
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        bulkhead.leave();
        bulkhead.enter();
        bulkhead.leave();
        assertThat(bulkhead.queued()).isZero();
    }

    @Test
    void thoseThatWaitForAPlaceAreCounted() throws Exception {
        bulkhead.enter();
        threads.submit(bulkhead::enter).get(10, TimeUnit.SECONDS);
        Future<?> third = threads.submit(bulkhead::enter);
        while (bulkhead.queued() < 1) {
            Thread.onSpinWait();
        }
        bulkhead.leave();
        assertThat(third.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(bulkhead.queued()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
