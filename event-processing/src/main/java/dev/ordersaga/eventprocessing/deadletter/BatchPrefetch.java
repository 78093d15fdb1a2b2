package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.sagas.SagaPrefetch;
import dev.ordersaga.eventstore.aggregates.AggregatePrefetch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Announces what the handlers of a batch are going to load, so that one statement loads all aggregates, and one all sagas.
 *
 * @param loads the aggregate that the handlers of an event load, if any
 */
record BatchPrefetch(EventReferences references, Function<Object, Optional<String>> loads) {

    void announce(UnitOfWork<?> unitOfWork, List<? extends EventMessage<?>> events) {
        if (events.size() > 1) {
            AggregatePrefetch.announce(
                    unitOfWork,
                    events.stream()
                            .map(Message::getPayload)
                            .map(loads)
                            .flatMap(Optional::stream)
                            .collect(Collectors.toSet()));
            SagaPrefetch.announce(
                    unitOfWork, events.stream().map(references::sequenceOf).collect(Collectors.toSet()));
        }
    }
}
