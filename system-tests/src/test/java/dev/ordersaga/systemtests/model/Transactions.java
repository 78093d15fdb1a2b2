package dev.ordersaga.systemtests.model;

import java.util.ArrayDeque;
import java.util.Deque;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** One transaction at a time over all in-memory stores, with an undo log. */
final class Transactions implements TransactionManager {

    private static final Transaction JOINED = new Joined();

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Faults faults;
    private Runnable onDeath = () -> {};
    private boolean isOpen;

    Transactions(Faults faults) {
        this.faults = faults;
    }

    /** @param death clears the memory of the process */
    void onDeath(Runnable death) {
        onDeath = death;
    }

    void clear() {
        undo.clear();
        if (isOpen) {
            end();
        }
    }

    /** Outside a transaction a change is permanent. */
    void onRollback(Runnable change) {
        if (isOpen) {
            undo.push(change);
        }
    }

    @Override
    public Transaction startTransaction() {
        if (isOpen) {
            return JOINED;
        }
        isOpen = true;
        TransactionSynchronizationManager.initSynchronization();
        return new Outermost();
    }

    private void end() {
        isOpen = false;
        undo.clear();
        TransactionSynchronizationManager.clearSynchronization();
    }

    private void undoAll() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
        end();
    }

    private final class Outermost implements Transaction {

        private boolean isOver;

        @Override
        public void commit() {
            isOver = true;
            switch (faults.atCommit()) {
                case NONE -> end();
                case CONFLICT -> {
                    undoAll();
                    throw new ConcurrencyException("a concurrent write was first");
                }
                case DEATH_BEFORE -> {
                    undoAll();
                    throw new ProcessDied();
                }
                case DEATH_AFTER -> {
                    end();
                    onDeath.run();
                    throw new ProcessDied();
                }
            }
        }

        @Override
        public void rollback() {
            if (!isOver) {
                isOver = true;
                undoAll();
            }
        }
    }

    private static final class Joined implements Transaction {

        @Override
        public void commit() {
            // The outermost transaction commits.
        }

        @Override
        public void rollback() {
            // The exception reaches the outermost transaction.
        }
    }
}
