package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderAnswer;
import dev.ordersaga.order.command.PayWithAnotherMethod;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.order.command.ShipOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Clients that send requests at any moment, and retry each under its idempotency key until it is answered. */
final class Clients {

    static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));

    private final World world;
    private final List<UUID> orders = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Request> unanswered = new ArrayList<>();
    private final Map<Request, OrderAnswer> answers = new HashMap<>();
    private Choices choices = Choices.of();

    /** @param key idempotency key of all its attempts */
    private record Request(int key, UUID orderId, Object command) {}

    Clients(World world) {
        this.world = world;
    }

    void begin(Choices next) {
        choices = next;
        orders.clear();
        requests.clear();
        unanswered.clear();
        answers.clear();
    }

    List<UUID> orders() {
        return orders;
    }

    void place() {
        UUID id = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0001L + orders.size());
        orders.add(id);
        CaptureMode capture = CaptureMode.values()[choices.below(CaptureMode.values().length)];
        request(id, new PlaceOrder(id, "f", "default", "17850", List.of(), TOTAL, "pm_1", capture));
    }

    void sendRequest() {
        UUID id = orders.get(choices.below(orders.size()));
        switch (choices.below(9)) {
            case 0 -> request(id, new ShipOrder(id));
            case 1 -> request(id, new CancelOrder(id, CancelledBy.CUSTOMER, null, null));
            case 2, 3 -> request(id, new RequestRefund(id, BigDecimal.valueOf(1 + choices.below(900), 2), null));
            case 4 -> request(id, new RequestRefund(id, null, null));
            case 5, 6, 7 -> request(id, new PayWithAnotherMethod(id, "pm_" + (1 + choices.below(4))));
            default -> send(requests.get(choices.below(requests.size())));
        }
    }

    /** Retries the unanswered requests; false if there is none. */
    boolean retryUnanswered() {
        List<Request> again = List.copyOf(unanswered);
        unanswered.clear();
        again.forEach(this::send);
        return !again.isEmpty();
    }

    /** The number of accepted requests of this kind. */
    long accepted(UUID orderId, Class<?> kind) {
        return answers.entrySet().stream()
                .filter(entry -> entry.getKey().orderId().equals(orderId))
                .filter(entry -> kind.isInstance(entry.getKey().command()))
                .filter(entry -> entry.getValue() instanceof OrderAccepted)
                .count();
    }

    private void request(UUID orderId, Object command) {
        Request request = new Request(requests.size(), orderId, command);
        requests.add(request);
        send(request);
    }

    private void send(Request request) {
        world.trace.line(() -> "client " + request.command());
        try {
            OrderAnswer answer = world.transactions.fetchInTransaction(() -> answer(request));
            world.trace.result(() -> "answer " + answer);
        } catch (AggregateNotFoundException e) {
            world.trace.result(() -> "answer: the order does not exist");
        } catch (ProcessDied | ConcurrencyException e) {
            unanswered.add(request);
        }
    }

    /** The response is stored in the transaction of the command. */
    private @Nullable OrderAnswer answer(Request request) {
        OrderAnswer known = answers.get(request);
        if (known != null) {
            return known;
        }
        OrderAnswer answer = world.aggregates.sendAndWait(request.command());
        if (answer != null) {
            answers.put(request, answer);
            world.transactions.onRollback(() -> answers.remove(request));
        }
        return answer;
    }
}
