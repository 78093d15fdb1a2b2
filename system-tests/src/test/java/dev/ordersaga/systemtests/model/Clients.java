package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.CaptureMode;
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

/** Clients: they want something at any moment, and send it again under its key until they have an answer. */
final class Clients {

    static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));

    private final World world;
    private final List<UUID> orders = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Wish> unanswered = new ArrayList<>();
    private final Map<Wish, OrderAnswer> answers = new HashMap<>();
    private Choices choices = Choices.of();

    /** @param key under which it is sent, however often */
    private record Wish(int key, UUID orderId, Object command) {}

    Clients(World world) {
        this.world = world;
    }

    void begin(Choices next) {
        choices = next;
        orders.clear();
        wishes.clear();
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
        wish(id, new PlaceOrder(id, "f", "17850", List.of(), TOTAL, "pm_1", capture));
    }

    void wantSomething() {
        UUID id = orders.get(choices.below(orders.size()));
        switch (choices.below(9)) {
            case 0 -> wish(id, new ShipOrder(id));
            case 1 -> wish(id, new CancelOrder(id, CancelledBy.CUSTOMER, null, null));
            case 2, 3 -> wish(id, new RequestRefund(id, BigDecimal.valueOf(1 + choices.below(900), 2), null));
            case 4 -> wish(id, new RequestRefund(id, null, null));
            case 5, 6, 7 -> wish(id, new PayWithAnotherMethod(id, "pm_" + (1 + choices.below(4))));
            default -> send(wishes.get(choices.below(wishes.size())));
        }
    }

    /** Sends again what has no answer yet; false if there is none. */
    boolean sendAgain() {
        List<Wish> again = List.copyOf(unanswered);
        unanswered.clear();
        again.forEach(this::send);
        return !again.isEmpty();
    }

    /** How many wishes of this kind were granted. */
    long granted(UUID orderId, Class<?> kind) {
        return answers.entrySet().stream()
                .filter(entry -> entry.getKey().orderId().equals(orderId))
                .filter(entry -> kind.isInstance(entry.getKey().command()))
                .filter(entry -> entry.getValue() instanceof OrderAccepted)
                .count();
    }

    private void wish(UUID orderId, Object command) {
        Wish wish = new Wish(wishes.size(), orderId, command);
        wishes.add(wish);
        send(wish);
    }

    private void send(Wish wish) {
        world.story.line(() -> "client " + wish.command());
        try {
            OrderAnswer answer = world.transactions.fetchInTransaction(() -> answer(wish));
            world.story.cameOf(() -> "answer " + answer);
        } catch (AggregateNotFoundException e) {
            world.story.cameOf(() -> "answer: there is no such order");
        } catch (ProcessDied | ConcurrencyException e) {
            unanswered.add(wish);
        }
    }

    /** The answer is kept in the transaction of what it is about. */
    private @Nullable OrderAnswer answer(Wish wish) {
        OrderAnswer known = answers.get(wish);
        if (known != null) {
            return known;
        }
        OrderAnswer answer = world.aggregates.sendAndWait(wish.command());
        if (answer != null) {
            answers.put(wish, answer);
            world.transactions.onRollback(() -> answers.remove(wish));
        }
        return answer;
    }
}
