package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.coordination.CoordinationHarness;
import dev.ordersaga.order.OrderHarness;
import dev.ordersaga.orderstatus.view.ProjectionHarness;
import dev.ordersaga.payment.PaymentHarness;
import java.util.List;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The real parts of all three services on stores in memory, and a provider. It is built once, and begins many times. */
final class World {

    final EventTrace story = new EventTrace();
    final PlantedBugs sabotage = new PlantedBugs();
    final VirtualClock clock = new VirtualClock();
    final Serializer serializer = CoordinationHarness.serializer();
    final Faults faults = new Faults(story);
    final Transactions transactions = new Transactions(faults);
    final EventsInMemory events = new EventsInMemory(transactions::onRollback, story);
    final AggregatesInMemory aggregates = new AggregatesInMemory(events, transactions::onRollback, sabotage);
    final SagasInMemory sagas = new SagasInMemory(serializer, transactions::onRollback, sabotage);
    final DeadlinesInMemory deadlines = new DeadlinesInMemory(clock, transactions, serializer, sabotage);
    final TasksInMemory tasks = new TasksInMemory(transactions, sabotage);
    final ProviderBooks books = new ProviderBooks(clock, story);
    final ProviderDouble provider = new ProviderDouble(books, clock);
    final ProviderBehaviour providerLife = new ProviderBehaviour(books, provider);
    final ProjectionHarness view = new ProjectionHarness(events, transactions::onRollback);
    final WebhookQueue notices = new WebhookQueue(this);
    final Clients clients = new Clients(this);
    final Invariants verdict = new Invariants(this);
    final Recovery healing = new Recovery(this);
    final PaymentHarness payments;
    final TaskRunner runner;
    final SagaProcessor sagaSide;
    final List<Processor> processors;

    /**
     * @param meanwhile what happens while a call is under way
     * @param isGenerous whether other payment methods and renewals are allowed
     */
    World(Runnable meanwhile, boolean isGenerous) {
        transactions.onDeath(tasks::die);
        aggregates.add(OrderHarness.aggregate());
        aggregates.add(PaymentHarness.aggregate());
        var gateway = new UnreliableGateway(provider, faults, sabotage, meanwhile);
        payments = new PaymentHarness(
                aggregates, events, transactions, tasks.repository(), clock, gateway, books);
        runner = new TaskRunner(tasks, payments.tasks(), clock, faults, story);
        sagaSide = new SagaProcessor(this, isGenerous);
        var execution = new AnnotationEventHandlerAdapter(payments.execution());
        processors = List.of(
                new Processor("saga  ", this, sagaSide::handle),
                new Processor("payment", this, execution::handle),
                new Processor("view  ", this, this::show));
    }

    void begin(Choices choices, @Nullable PlantedBug bug, boolean told) {
        GenericEventMessage.clock = clock;
        story.begin(told);
        sabotage.begin(bug);
        clock.begin();
        faults.begin(choices);
        transactions.clear();
        events.clear();
        aggregates.clear();
        sagas.clear();
        deadlines.clear();
        tasks.begin(choices.oneIn(64));
        books.clear();
        provider.begin(choices);
        providerLife.begin(choices);
        view.clear();
        payments.reconciliation().clear();
        notices.begin(choices);
        clients.begin(choices);
        verdict.begin();
        processors.forEach(Processor::begin);
    }

    Processor saga() {
        return processors.get(0);
    }

    Processor payment() {
        return processors.get(1);
    }

    Processor status() {
        return processors.get(2);
    }

    private void show(DomainEventMessage<?> message) {
        if (message.getPayload() instanceof OrderEvent event) {
            if (sabotage.is(PlantedBug.VIEW_WITHOUT_A_GUARD)) {
                view.handleUnguarded(event, message.getTimestamp());
            } else {
                view.handle(event, message.getSequenceNumber(), message.getTimestamp());
            }
        }
    }
}
