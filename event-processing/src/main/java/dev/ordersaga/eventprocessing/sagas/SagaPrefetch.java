package dev.ordersaga.eventprocessing.sagas;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Association values whose sagas one transaction is likely to look for: the first search finds the sagas of all of them. What
 * the transaction itself creates or ends is written when it commits, so that the result stays true until then.
 */
public final class SagaPrefetch {

    private static final String RESOURCE = SagaPrefetch.class.getName();

    private SagaPrefetch() {}

    /** Announces association values, such as the ids of the orders of a batch. */
    public static void announce(UnitOfWork<?> unitOfWork, Collection<String> associationValues) {
        unitOfWork.root().getOrComputeResource(RESOURCE, key -> new HashSet<>()).addAll(associationValues);
    }

    /** The values announced in the current transaction. */
    static Set<String> announced() {
        return CurrentUnitOfWork.get().root().getOrDefaultResource(RESOURCE, Set.of());
    }
}
