package dev.ordersaga.eventstore.aggregates;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Loads the aggregates that one transaction needs by one statement. The handler of a batch announces them; the first load of one
 * of them loads all. Each is used once: a second load of the same aggregate reads the database.
 *
 * <p>Loading earlier than needed is exact: a decision that stores events on an outdated state fails on their sequence
 * numbers, and one that stores nothing is as if it had been made at the time of loading.
 */
public final class AggregatePrefetch {

    private static final String RESOURCE = AggregatePrefetch.class.getName();

    private final Set<String> announced = new HashSet<>();
    private final Map<String, List<DomainEventData<?>>> loaded = new HashMap<>();

    private AggregatePrefetch() {}

    /** Announces aggregates that handlers in this unit of work are likely to load. */
    public static void announce(UnitOfWork<?> unitOfWork, Collection<String> aggregates) {
        in(unitOfWork).announced.addAll(aggregates);
    }

    /** Announces that no event of this aggregate exists: its id was generated just now. */
    public static void announceNew(UnitOfWork<?> unitOfWork, String aggregate) {
        in(unitOfWork).loaded.put(aggregate, List.of());
    }

    /**
     * The first events of an aggregate, if it was announced in the current unit of work; empty if it has to be loaded.
     *
     * @param load loads the first events of several aggregates
     */
    public static Optional<List<DomainEventData<?>>> take(
            String aggregate, Function<Collection<String>, Map<String, List<DomainEventData<?>>>> load) {
        if (!CurrentUnitOfWork.isStarted()) {
            return Optional.empty();
        }
        AggregatePrefetch prefetch = CurrentUnitOfWork.get().root().getResource(RESOURCE);
        return prefetch == null ? Optional.empty() : prefetch.takeOrLoad(aggregate, load);
    }

    private Optional<List<DomainEventData<?>>> takeOrLoad(
            String aggregate, Function<Collection<String>, Map<String, List<DomainEventData<?>>>> load) {
        if (announced.contains(aggregate)) {
            loaded.putAll(load.apply(announced));
            announced.clear();
        }
        return Optional.ofNullable(loaded.remove(aggregate));
    }

    private static AggregatePrefetch in(UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().getOrComputeResource(RESOURCE, key -> new AggregatePrefetch());
    }
}
