package dev.ordersaga.systemtests.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.common.Registration;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** In-memory deadline manager: rows are written in the transaction; the schedule fires due ones. */
final class DeadlinesInMemory implements DeadlineManager {

    private final Map<String, Deadline> rows = new LinkedHashMap<>();
    private final Clock clock;
    private final Transactions transactions;
    private final Serializer serializer;
    private final PlantedBugs bugs;
    private int last;

    /** A deadline with its serialized payload. */
    record Deadline(String id, String name, SerializedObject<byte[]> payload, SagaScopeDescriptor scope, Instant due) {

        String saga() {
            return String.valueOf(scope.getIdentifier());
        }
    }

    DeadlinesInMemory(Clock clock, Transactions transactions, Serializer serializer, PlantedBugs bugs) {
        this.clock = clock;
        this.transactions = transactions;
        this.serializer = serializer;
        this.bugs = bugs;
    }

    void clear() {
        rows.clear();
        last = 0;
    }

    List<Deadline> due() {
        List<Deadline> due = new ArrayList<>();
        for (Deadline deadline : rows.values()) {
            if (!deadline.due().isAfter(clock.instant())) {
                due.add(deadline);
            }
        }
        return due;
    }

    List<Deadline> all() {
        return List.copyOf(rows.values());
    }

    /** After it fired: in a second transaction, so it may fire twice. */
    void remove(Deadline deadline) {
        rows.remove(deadline.id());
    }

    @Override
    public String schedule(Duration delay, String name, @Nullable Object payload, ScopeDescriptor scope) {
        return schedule(clock.instant().plus(delay), name, payload, scope);
    }

    @Override
    public String schedule(Instant due, String name, @Nullable Object payload, ScopeDescriptor scope) {
        String id = "deadline-" + ++last;
        var stored = serializer.serialize(Objects.requireNonNull(payload), byte[].class);
        rows.put(id, new Deadline(id, name, stored, (SagaScopeDescriptor) scope, due));
        transactions.onRollback(() -> rows.remove(id));
        return id;
    }

    @Override
    public void cancelSchedule(String name, String id) {
        if (bugs.is(PlantedBug.DEADLINE_IS_NOT_CANCELLED)) {
            return;
        }
        Deadline cancelled = rows.remove(id);
        if (cancelled != null) {
            transactions.onRollback(() -> rows.put(id, cancelled));
        }
    }

    @Override
    public void cancelAll(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancelAllWithinScope(String name, ScopeDescriptor scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super DeadlineMessage<?>> dispatchInterceptor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super DeadlineMessage<?>> handlerInterceptor) {
        throw new UnsupportedOperationException();
    }
}
