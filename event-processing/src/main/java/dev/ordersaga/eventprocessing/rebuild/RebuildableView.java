package dev.ordersaga.eventprocessing.rebuild;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A view that can be built anew beside the old one. It only writes its rows: no other handler sees the events again, so that
 * nothing outside happens twice. Each call is made inside a transaction.
 */
public interface RebuildableView {

    /** The name of the view, which is that of the processor that keeps it. */
    String name();

    /** Begins with nothing, and forgets what a former try has left. */
    void begin();

    /** Brings the new view further. */
    void handle(List<? extends TrackedEventMessage<?>> events);

    /** Once, when it has nearly caught up: whatever takes time and need not be done while the old view stands still. */
    void prepare();

    /** From here on until the end of the transaction nobody changes, or reads, the old view. Fails if that takes long. */
    void freeze();

    /** Puts the new view in the place of the old one, which is kept aside. */
    void swap();

    /** Forgets the old view. */
    void dropOld();
}
