package dev.ordersaga.eventstore.aggregates;

import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Axon's pessimistic lock on an aggregate, released at the latest with the unit of work that took it. The repository of
 * Axon 4.13.0 does not release it when an aggregate is to be created on demand and its creation fails: every later command
 * for that aggregate would wait for the thread that failed.
 */
public final class ReleasingLockFactory implements LockFactory {

    private final LockFactory locks;

    public ReleasingLockFactory() {
        this(PessimisticLockFactory.usingDefaults());
    }

    ReleasingLockFactory(LockFactory locks) {
        this.locks = locks;
    }

    @Override
    public Lock obtainLock(String identifier) {
        Lock lock = new ReleasedOnce(locks.obtainLock(identifier));
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().onCleanup(unitOfWork -> lock.release());
        }
        return lock;
    }

    /** Both the repository and the unit of work release it; the thread may hold the same lock for another reason. */
    private record ReleasedOnce(Lock lock, AtomicBoolean released) implements Lock {

        ReleasedOnce(Lock lock) {
            this(lock, new AtomicBoolean());
        }

        @Override
        public void release() {
            if (released.compareAndSet(false, true)) {
                lock.release();
            }
        }

        @Override
        public boolean isHeld() {
            return !released.get() && lock.isHeld();
        }
    }
}
