package dev.ordersaga.order;

import dev.ordersaga.api.order.OrderEvent;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Orders on an event store in memory: the real aggregate, without a database. */
final class OrdersInMemory {

    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final CommandGateway commands;

    OrdersInMemory() {
        CommandBus bus = SimpleCommandBus.builder().build();
        var repository =
                EventSourcingRepository.builder(Order.class).eventStore(events).build();
        AggregateAnnotationCommandHandler.<Order>builder()
                .aggregateType(Order.class)
                .repository(repository)
                .build()
                .subscribe(bus);
        commands = DefaultCommandGateway.builder().commandBus(bus).build();
    }

    void send(Object command) {
        commands.sendAndWait(command);
    }

    List<OrderEvent> stream(UUID orderId) {
        return events.readEvents(orderId.toString())
                .asStream()
                .map(message -> (OrderEvent) message.getPayload())
                .toList();
    }
}
