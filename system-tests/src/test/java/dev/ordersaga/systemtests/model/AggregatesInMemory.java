package dev.ordersaga.systemtests.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/** Synchronous command gateway to the production aggregates, in the caller's transaction. */
final class AggregatesInMemory implements CommandGateway {

    private final Map<Class<?>, Handling> handlings = new HashMap<>();
    private final Map<String, EventSourcedAggregate<Object>> loaded = new HashMap<>();
    private final EventsInMemory events;
    private final Consumer<Runnable> onRollback;
    private final PlantedBugs bugs;

    /** How a command type is routed to its aggregate. */
    private record Handling(AggregateModel<Object> model, Constructor<?> root, Field target, boolean creates) {}

    AggregatesInMemory(EventsInMemory events, Consumer<Runnable> onRollback, PlantedBugs bugs) {
        this.events = events;
        this.onRollback = onRollback;
        this.bugs = bugs;
    }

    void clear() {
        loaded.clear();
    }

    /** Registers an aggregate type. */
    void add(Class<?> aggregate) {
        try {
            @SuppressWarnings("unchecked")
            AggregateModel<Object> model =
                    AnnotatedAggregateMetaModelFactory.inspectAggregate((Class<Object>) aggregate);
            Constructor<?> root = aggregate.getDeclaredConstructor();
            root.setAccessible(true);
            for (Method method : aggregate.getDeclaredMethods()) {
                if (method.isAnnotationPresent(CommandHandler.class)) {
                    Class<?> command = method.getParameterTypes()[0];
                    boolean creates = method.isAnnotationPresent(CreationPolicy.class);
                    handlings.put(command, new Handling(model, root, target(command), creates));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // A lost command has no answer.
    public <R> R sendAndWait(Object command) {
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
        if (bugs.loses(message.getPayload())) {
            return (R) null;
        }
        Handling handling = Objects.requireNonNull(handlings.get(message.getPayloadType()), "no handler");
        try {
            String id = String.valueOf(handling.target().get(message.getPayload()));
            onRollback.accept(() -> loaded.remove(id));
            // The aggregate's interceptors need the unit of work of their command.
            ResultMessage<Object> result = DefaultUnitOfWork.startAndGet(message)
                    .executeWithResult(() -> load(id, handling).handle(message));
            if (result.isExceptional()) {
                throw result.exceptionResult();
            }
            return (R) result.getPayload();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private EventSourcedAggregate<Object> load(String id, Handling handling) throws ReflectiveOperationException {
        EventSourcedAggregate<Object> known = loaded.get(id);
        if (known != null) {
            return known;
        }
        var stream = events.stream(id);
        if (stream.isEmpty() && !handling.creates()) {
            throw new AggregateNotFoundException(id, "not found");
        }
        EventSourcedAggregate<Object> fresh = EventSourcedAggregate.initialize(
                (Object) handling.root().newInstance(), handling.model(), events, NoSnapshotTriggerDefinition.TRIGGER);
        if (!stream.isEmpty()) {
            fresh.initializeState(events.readEvents(id));
        }
        loaded.put(id, fresh);
        return fresh;
    }

    private static Field target(Class<?> command) {
        Field target = Arrays.stream(command.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(TargetAggregateIdentifier.class))
                .findFirst()
                .orElseThrow();
        target.setAccessible(true);
        return target;
    }

    @Override
    public <C, R> void send(C command, CommandCallback<? super C, ? super R> callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> R sendAndWait(Object command, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> CompletableFuture<R> send(Object command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
        throw new UnsupportedOperationException();
    }
}
