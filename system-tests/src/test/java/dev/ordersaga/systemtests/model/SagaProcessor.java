package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.coordination.CoordinationHarness;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.systemtests.model.DeadlinesInMemory.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.deadline.GenericDeadlineMessage;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.ResourceInjector;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;

/** The processor of the follow-ups of orders and payments and of the saga, and the deadlines of the saga. */
final class SagaProcessor {

    private final World world;
    private final AnnotatedSagaManager<Object> sagas;
    private final List<AnnotationEventHandlerAdapter> followUps;
    private final Duration answerDeadline;

    /** Whether there is a handler for this kind of event: asking Axon each time takes half of the time. */
    private final Map<Class<?>, Boolean> ofSagas = new HashMap<>();

    private final Map<Class<?>, List<AnnotationEventHandlerAdapter>> ofFollowUps = new HashMap<>();

    SagaProcessor(World world, boolean isGenerous) {
        this.world = world;
        var coordination = new CoordinationHarness(world.aggregates, isGenerous, world.clock);
        sagas = manager(coordination.resources(world.deadlines));
        followUps = coordination.followUps().stream()
                .map(AnnotationEventHandlerAdapter::new)
                .toList();
        answerDeadline = coordination.answerDeadline();
    }

    @SuppressWarnings("unchecked")
    private AnnotatedSagaManager<Object> manager(ResourceInjector resources) {
        Class<Object> type = (Class<Object>) CoordinationHarness.saga();
        ParameterResolverFactory parameters = ClasspathParameterResolverFactory.forClass(type);
        return AnnotatedSagaManager.<Object>builder()
                .sagaType(type)
                .sagaFactory(() -> newInstance(type))
                .parameterResolverFactory(parameters)
                .sagaRepository(AnnotatedSagaRepository.<Object>builder()
                        .sagaType(type)
                        .parameterResolverFactory(parameters)
                        .resourceInjector(resources)
                        .lockFactory(NullLockFactory.INSTANCE)
                        .sagaStore(world.sagas)
                        .build())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    private static Object newInstance(Class<Object> saga) {
        try {
            return saga.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    void handle(DomainEventMessage<?> event) throws Exception {
        boolean isMissed = world.bugs.is(PlantedBug.A_LATE_SUCCESS_IS_NOT_RELEASED)
                && event.getPayload() instanceof OrderRejected rejected
                && rejected.reason() == RejectionReason.PAYMENT_TIMED_OUT;
        Class<?> type = event.getPayloadType();
        for (AnnotationEventHandlerAdapter handler : ofFollowUps.computeIfAbsent(type, t -> followUpsOf(event))) {
            if (!isMissed) {
                handler.handle(event);
            }
        }
        if (ofSagas.computeIfAbsent(type, t -> sagas.canHandle(event, Segment.ROOT_SEGMENT))) {
            sagas.handle(event, Segment.ROOT_SEGMENT);
        }
        if (world.bugs.is(PlantedBug.THE_DEADLINE_RUNS_BEFORE_THE_PROVIDER_IS_ASKED)
                && event.getPayload() instanceof PaymentRequested requested) {
            Instant until = world.clock.instant().plus(answerDeadline);
            var delayed = new PaymentDelayed(requested.orderId(), requested.attempt(), false, until);
            world.aggregates.sendAndWait(new RecordPaymentUpdate(requested.orderId(), delayed));
        }
    }

    private List<AnnotationEventHandlerAdapter> followUpsOf(DomainEventMessage<?> event) {
        return followUps.stream().filter(handler -> handler.canHandle(event)).toList();
    }

    /** How long an order waits for the answer of a provider that was asked. */
    Duration answerDeadline() {
        return answerDeadline;
    }

    /** @param isKept whether it fires again, since its removal was lost */
    void fire(Deadline deadline, boolean isKept) {
        Object payload = world.serializer.deserialize(deadline.payload());
        world.trace.line(() -> "time   " + payload + (isKept ? ", and once more later" : ""));
        var message = GenericDeadlineMessage.asDeadlineMessage(deadline.name(), payload, world.clock.instant());
        var unit = DefaultUnitOfWork.startAndGet(message);
        unit.attachTransaction(world.transactions);
        try {
            unit.execute(() -> {
                try {
                    sagas.send(message, deadline.scope());
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            if (!isKept) {
                world.deadlines.remove(deadline);
            }
        } catch (ProcessDied | ConcurrencyException e) {
            // The deadline remains and fires again.
        }
    }
}
