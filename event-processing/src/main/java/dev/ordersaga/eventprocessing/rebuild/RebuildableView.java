package dev.ordersaga.eventprocessing.rebuild;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A read model that can be rebuilt in a second table. A rebuild only writes its rows: no other handler receives the replayed
 * events, so that no side effect is repeated. Each method is called inside a transaction.
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

    /** Creates an empty table; removes the remains of an earlier rebuild. */
    void begin();

    /** Applies events to the new table. */
    void handle(List<? extends TrackedEventMessage<?>> events);

    /** Called once when the new table has nearly caught up, for slow work that need not lock the old one. */
    void prepare();

    /** Locks the old table against reads and writes until the end of the transaction; fails if that takes long. */
    void freeze();

    /** Replaces the old table, which is kept under another name, by the new one. */
    void swap();

    /** Drops the old table. */
    void dropOld();
}
