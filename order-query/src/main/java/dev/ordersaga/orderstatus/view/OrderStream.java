package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.eventstore.aggregates.AggregatePrefetch;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Reads the stream of one order from the event store and folds it into a status. */
final class OrderStream {

    /** In events. */
    private static final int YOUNG = 20;

    private static final long BEYOND_ALL = Long.MAX_VALUE;

    private final EventStore events;

    OrderStream(EventStore events) {
        this.events = events;
    }

    /**
     * The statuses with the events that were stored since, by one statement. Only for orders that are not settled and are
     * still young: a long stream is cheaper to read as its events arrive.
     */
    List<OrderStatus> newest(List<OrderStatus> known) {
        Set<String> changing = known.stream()
                .filter(OrderStream::isChanging)
                .map(status -> status.orderId().toString())
                .collect(Collectors.toSet());
        if (!changing.isEmpty() && CurrentUnitOfWork.isStarted()) {
            AggregatePrefetch.announce(CurrentUnitOfWork.get(), changing);
        }
        return known.stream()
                .map(status -> isChanging(status) ? newest(status) : status)
                .toList();
    }

    private static boolean isChanging(OrderStatus status) {
        return !status.isSettled() && status.version() < YOUNG;
    }

    private OrderStatus newest(OrderStatus known) {
        OrderStatus newest = catchUp(known.orderId(), null);
        return newest == null ? known : newest;
    }

    /**
     * Folds the events after the known status.
     *
     * @param known null to fold the whole stream
     * @return null when no order has this id
     */
    @Nullable
    OrderStatus catchUp(UUID orderId, @Nullable OrderStatus known) {
        OrderStatus status = known;
        DomainEventStream stream = events.readEvents(orderId.toString(), known == null ? 0 : known.version() + 1);
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            // Payments have streams too: their ids are not ids of orders.
            if (message.getPayload() instanceof OrderEvent event) {
                status = OrderStatus.evolve(status, event, message.getSequenceNumber(), message.getTimestamp());
            }
        }
        return status;
    }

    /** Costs what reading the stream of an absent order costs. */
    void readNothing(UUID orderId) {
        if (events.readEvents(orderId.toString(), BEYOND_ALL).hasNext()) {
            throw new IllegalStateException("event " + BEYOND_ALL + " of order " + orderId);
        }
    }
}
