package dev.ordersaga.eventprocessing.rebuild;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A read model that can be rebuilt in a second table. A rebuild only writes its rows: no other handler receives the replayed
 * events, so that no side effect is repeated. Each method that accesses the database is called inside a transaction, unless it says
 * otherwise.
 */
public interface RebuildableView {

    /** The name of the view, which is that of the processor that maintains it. */
    String name();

    /**
     * The version of the code that writes the rows, such as {@link CodeVersion#of}: a rebuild that was begun by one version
     * is not continued by another.
     */
    String version();

    /** The type of the events that it consists of, such as a sealed interface. */
    Class<?> eventType();

    /** Creates an empty table without indexes; removes the remains of an earlier rebuild. */
    void begin();

    /**
     * Folds the sequences whose first event is in a range of indexes, with all events that are committed now. Called outside of
     * transactions, and by several threads.
     *
     * @param after the range begins after this index
     * @param upTo the last index of the range
     * @return one row each, in the format of {@link dev.ordersaga.eventstore.copy.CopyRows}
     */
    byte[] fold(long after, long upTo);

    /** Adds folded rows to the new table. */
    void copy(byte[] rows);

    /**
     * Called when all sequences that began before the rebuild are copied: builds an index that is missing, or analyzes the
     * table. Called again, in another transaction, while it returns true; and again if the process is replaced.
     */
    boolean prepare();

    /** Applies events to the new table: those stored since the rebuild began, of which it may contain some. */
    void handle(List<? extends TrackedEventMessage<?>> events);

    /** Locks the old table against reads and writes until the end of the transaction; fails if that takes long. */
    void freeze();

    /** Replaces the old table, which is kept under another name, by the new one. */
    void swap();

    /** Drops the old table. */
    void dropOld();
}
