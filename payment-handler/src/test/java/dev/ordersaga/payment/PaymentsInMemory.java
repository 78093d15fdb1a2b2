package dev.ordersaga.payment;

import dev.ordersaga.api.payment.PaymentEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** One payment on an event store in memory: the real aggregate, without a database. */
final class PaymentsInMemory {

    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final CommandGateway commands;

    PaymentsInMemory() {
        CommandBus bus = SimpleCommandBus.builder().build();
        var repository = EventSourcingRepository.builder(Payment.class)
                .eventStore(events)
                .build();
        AggregateAnnotationCommandHandler.<Payment>builder()
                .aggregateType(Payment.class)
                .repository(repository)
                .build()
                .subscribe(bus);
        commands = DefaultCommandGateway.builder().commandBus(bus).build();
    }

    <R> R send(Object command) {
        return commands.sendAndWait(command);
    }

    List<PaymentEvent> stream() {
        return events.readEvents(APayment.ID.toString())
                .asStream()
                .map(message -> (PaymentEvent) message.getPayload())
                .toList();
    }
}
