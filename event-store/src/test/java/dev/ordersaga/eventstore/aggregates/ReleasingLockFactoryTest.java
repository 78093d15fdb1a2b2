package dev.ordersaga.eventstore.aggregates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.junit.jupiter.api.Test;

class ReleasingLockFactoryTest {

    static class Thing {
        @AggregateIdentifier
        private String id = "thing";

        @Override
        public String toString() {
            return id;
        }
    }

    private final LockFactory stock = PessimisticLockFactory.builder()
            .acquireAttempts(1)
            .lockAttemptTimeout(1)
            .build();
    private final LockFactory ours = new ReleasingLockFactory(stock);

    @Test
    void aFailedCreationReleasesTheLock() {
        failToCreate(ours);
        assertThatCode(() -> obtainInAnotherThread(ours)).doesNotThrowAnyException();
    }

    /** Red control: in Axon 4.13.0 only the thread that failed can obtain the lock again. */
    @Test
    void redControlAxonsRepositoryNeverReleasesTheLock() {
        failToCreate(stock);
        assertThatThrownBy(() -> obtainInAnotherThread(stock)).hasCauseInstanceOf(LockAcquisitionFailedException.class);
    }

    @Test
    void aLockIsHeldUntilItIsReleasedAndReleasedOnlyOnce() {
        try (Lock other = stock.obtainLock("thing")) {
            Lock lock = ours.obtainLock("thing");
            assertThat(lock.isHeld()).isTrue();
            lock.release();
            lock.release();
            assertThat(lock.isHeld()).isFalse();
            assertThat(other.isHeld()).isTrue();
        }
    }

    private static void failToCreate(LockFactory locks) {
        EventSourcingRepository<Thing> things = EventSourcingRepository.builder(Thing.class)
                .lockFactory(locks)
                .eventStore(EmbeddedEventStore.builder()
                        .storageEngine(new InMemoryEventStorageEngine())
                        .build())
                .build();
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        assertThatThrownBy(() -> things.loadOrCreate("thing", () -> {
                    throw new IllegalStateException("cannot be created");
                }))
                .hasStackTraceContaining("cannot be created");
        unitOfWork.rollback();
    }

    private static void obtainInAnotherThread(LockFactory locks) {
        CompletableFuture.runAsync(() -> locks.obtainLock("thing").release()).join();
    }
}
