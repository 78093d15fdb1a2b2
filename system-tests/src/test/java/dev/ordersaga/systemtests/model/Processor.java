package dev.ordersaga.systemtests.model;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/** Event processor: handles batches in order; token and handlers' changes are one transaction. */
final class Processor {

    private final String name;
    private final World world;
    private final Handler handler;
    private int token;

    /** Handles one event. */
    interface Handler {

        void handle(DomainEventMessage<?> event) throws Exception;
    }

    Processor(String name, World world, Handler handler) {
        this.name = name;
        this.world = world;
        this.handler = handler;
    }

    void begin() {
        token = 0;
    }

    boolean hasWork() {
        return token < world.events.size();
    }

    /** Moves the token back, so that events are handled again. */
    void goBack(int events) {
        world.trace.line(() -> name + " goes back by " + events);
        token = Math.max(0, token - events);
    }

    void step(int most) {
        int batch = Math.min(most, world.events.size() - token);
        world.trace.line(() -> name + " " + texts(batch));
        int begin = token;
        var unit = DefaultUnitOfWork.startAndGet(world.events.get(begin));
        unit.attachTransaction(world.transactions);
        try {
            unit.execute(() -> handle(begin, batch));
        } catch (ProcessDied | ConcurrencyException e) {
            if (world.bugs.is(PlantedBug.A_FAILED_HANDLER_COUNTS_AS_DONE)) {
                token = begin + batch;
            }
        }
    }

    private void handle(int begin, int batch) {
        try {
            for (int i = begin; i < begin + batch; i++) {
                handler.handle(world.events.get(i));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        token = begin + batch;
        world.transactions.onRollback(() -> token = begin);
    }

    private String texts(int batch) {
        return IntStream.range(token, token + batch)
                .mapToObj(i -> world.events.get(i).getPayloadType().getSimpleName())
                .collect(Collectors.joining(", "));
    }
}
