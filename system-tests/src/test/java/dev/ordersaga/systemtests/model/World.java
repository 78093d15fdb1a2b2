package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.coordination.CoordinationHarness;
import dev.ordersaga.order.OrderHarness;
import dev.ordersaga.order.command.RejectUnpaid;
import dev.ordersaga.orderstatus.view.ProjectionHarness;
import dev.ordersaga.payment.PaymentHarness;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The production code of all three services on in-memory stores, with a provider double; reset for each schedule. */
final class World {

    final EventTrace trace = new EventTrace();
    final PlantedBugs bugs = new PlantedBugs();
    final VirtualClock clock = new VirtualClock();
    final Serializer serializer = CoordinationHarness.serializer();
    final Faults faults = new Faults(trace);

    /** When each check after a deadline was about to begin. */
    final Map<PaymentCheckRequested, Instant> checksAt = new HashMap<>();

    /** When the provider was first asked about each attempt, or would have been, by the attempt's idempotency key. */
    final Map<String, Instant> askedAt = new HashMap<>();

    final Transactions transactions = new Transactions(faults);
    final EventsInMemory events = new EventsInMemory(transactions::onRollback, trace);
    final AggregatesInMemory aggregates = new AggregatesInMemory(events, transactions::onRollback, bugs);
    final SagasInMemory sagas = new SagasInMemory(serializer, transactions::onRollback, bugs);
    final DeadlinesInMemory deadlines = new DeadlinesInMemory(clock, transactions, serializer, bugs);
    final TasksInMemory tasks = new TasksInMemory(transactions, bugs);
    final InMemoryProviderRecords records = new InMemoryProviderRecords(clock, trace, bugs);
    final ProviderDouble provider = new ProviderDouble(records, clock, faults);
    final ProviderBehaviour providerBehaviour = new ProviderBehaviour(records, provider);
    final ProjectionHarness view = new ProjectionHarness(events, transactions::onRollback);
    final WebhookQueue webhooks = new WebhookQueue(this);
    final Clients clients = new Clients(this);
    final Invariants invariants = new Invariants(this);
    final Recovery recovery = new Recovery(this);
    final PaymentHarness payments;
    final TaskRunner runner;
    final SagaProcessor sagaProcessor;
    final List<Processor> processors;

    /**
     * @param meanwhile runs while a provider call is in progress
     * @param isGenerous whether other payment methods and renewals are allowed
     */
    World(Runnable meanwhile, boolean isGenerous) {
        transactions.onDeath(tasks::die);
        aggregates.add(OrderHarness.aggregate());
        aggregates.add(PaymentHarness.aggregate());
        var gateway = new UnreliableGateway(
                provider,
                faults,
                bugs,
                meanwhile,
                charge -> askedAt.putIfAbsent(charge.idempotencyKey(), clock.instant()));
        payments = new PaymentHarness(aggregates, events, transactions, tasks.repository(), clock, gateway, records);
        runner = new TaskRunner(tasks, payments.tasks(), clock, faults, trace);
        sagaProcessor = new SagaProcessor(this, isGenerous);
        var execution = new AnnotationEventHandlerAdapter(payments.execution());
        processors = List.of(
                new Processor("saga  ", this, sagaProcessor::handle),
                new Processor("payment", this, event -> {
                    if (event.getPayload() instanceof PaymentCheckRequested asked) {
                        checksAt.putIfAbsent(asked, clock.instant());
                    }
                    if (!isCheckSkipped(event)) {
                        execution.handle(event);
                    }
                }),
                new Processor("view  ", this, this::show));
    }

    void begin(Choices choices, @Nullable PlantedBug bug, boolean traced) {
        GenericEventMessage.clock = VirtualClock.OF_THREAD;
        trace.begin(traced);
        bugs.begin(bug);
        clock.begin();
        faults.begin(choices);
        transactions.clear();
        events.clear();
        aggregates.clear();
        sagas.clear();
        deadlines.clear();
        tasks.begin(choices.oneIn(64));
        records.clear();
        checksAt.clear();
        askedAt.clear();
        provider.begin(choices);
        providerBehaviour.begin(choices);
        view.clear();
        payments.reconciliation().begin();
        webhooks.begin(choices);
        clients.begin(choices);
        invariants.begin();
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

    /** With this bug the deadline alone rejects the order. */
    private boolean isCheckSkipped(DomainEventMessage<?> event) {
        if (bugs.is(PlantedBug.A_DEADLINE_REJECTS_WITHOUT_A_LOOK)
                && event.getPayload() instanceof PaymentCheckRequested asked) {
            aggregates.sendAndWait(new RejectUnpaid(asked.orderId(), asked.attempt(), asked.check()));
            return true;
        }
        return false;
    }

    private void show(DomainEventMessage<?> message) {
        if (message.getPayload() instanceof OrderEvent event) {
            if (bugs.is(PlantedBug.VIEW_WITHOUT_A_GUARD)) {
                view.handleUnguarded(event, message.getTimestamp());
            } else {
                view.handle(event, message.getSequenceNumber(), message.getTimestamp());
            }
        }
    }
}
