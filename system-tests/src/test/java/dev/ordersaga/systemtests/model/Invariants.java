package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderAnswer;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.order.command.ShipOrder;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.payment.PaymentHarness.PaymentInModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has to hold after each step, when nothing moves, and at the end. */
final class Invariants {

    private final World world;
    private final Map<UUID, Long> seenVersions = new HashMap<>();

    Invariants(World world) {
        this.world = world;
    }

    void begin() {
        seenVersions.clear();
    }

    /** Whoever reads the view never sees it go back. */
    void afterAStep() {
        for (UUID order : world.clients.orders()) {
            OrderStatus row = world.view.row(order);
            if (row != null) {
                Long seen = seenVersions.put(order, row.version());
                require(seen == null || seen <= row.version(), "the view never goes back", "from %s", row.version());
            }
        }
    }

    /** All that is left is to wait, and then nobody waits for what is over. */
    void whenQuiet() {
        for (DeadlinesInMemory.Deadline deadline : world.deadlines.all()) {
            // One that has fired may be there still, in order to fire once more.
            boolean isToCome = deadline.due().isAfter(world.clock.instant());
            require(
                    !isToCome || world.sagas.has(deadline.saga()),
                    "no deadline outlives its saga",
                    "%s",
                    deadline.id());
        }
    }

    void atTheEnd() {
        require(world.deadlines.all().isEmpty(), "no deadline is left", "%s", world.deadlines.all());
        require(world.sagas.left().isEmpty(), "no saga is left", "%s", world.sagas.left());
        require(world.tasks.all().isEmpty(), "no call is left", "%s", world.tasks.all());
        require(world.payments.reconciliation().findings().isEmpty(), "the records agree", "%s", world.payments.reconciliation().findings());
        require(world.payments.reconciliation().unmatchedCharges() == 0, "no charge is unmatched", "%s", world.payments.reconciliation().unmatchedCharges());
        for (UUID order : world.clients.orders()) {
            judge(order);
        }
    }

    private void judge(UUID order) {
        List<OrderEvent> stream = new ArrayList<>();
        world.events.stream(order.toString()).forEach(event -> stream.add((OrderEvent) event.getPayload()));
        require(!stream.isEmpty(), "an accepted order exists", "%s", order);
        OrderStatus status = shown(order);
        require(status.isSettled(), "every order comes to its end", "%s %s", status.status(), status.payment());
        promises(order, status, stream);
        goods(status, world.books.ofOrder(order));
        MoneyInEvents money = MoneyInEvents.everywhereIn(stream);
        money(order, status, money);
        nothingTwice(stream);
        List<Object> ofPayment = new ArrayList<>();
        world.events.stream(PaymentIds.forOrder(order).toString()).forEach(event -> ofPayment.add(event.getPayload()));
        nothingTwice(ofPayment);
        offers(order, status);
    }

    private OrderStatus shown(UUID order) {
        OrderStatus row = world.view.row(order);
        OrderStatus fold = world.view.fold(order);
        if (row == null || !row.equals(fold)) {
            throw new InvariantViolation("the view is the fold", row + " instead of " + fold);
        }
        return row;
    }

    private void promises(UUID order, OrderStatus status, List<OrderEvent> stream) {
        long asked = stream.stream().filter(RefundRequested.class::isInstance).count();
        long promised = world.clients.granted(order, RequestRefund.class);
        require(asked == promised, "what is promised once is asked for once", "%s of %s", asked, promised);
        boolean isCancelled = world.clients.granted(order, CancelOrder.class) > 0;
        require(isCancelled == (status.status() == OrderState.CANCELLED), "a cancellation is kept", "%s", status);
        boolean isShipped = world.clients.granted(order, ShipOrder.class) > 0;
        require(isShipped == (status.status() == OrderState.SHIPPED), "a shipment is kept", "%s", status);
    }

    /** Whoever gets the goods has paid, or everybody can see that not; who is promised them has money set aside. */
    private static void goods(OrderStatus status, List<ProviderCharge> charges) {
        boolean isTaken = charges.stream().anyMatch(held -> held.captured() == Clients.TOTAL.minor());
        boolean isReserved = charges.stream().anyMatch(ProviderCharge::isReserved);
        boolean isShown = status.payment().status() == PaymentStatus.CAPTURE_FAILED;
        boolean holds =
                switch (status.status()) {
                    case CONFIRMED -> isTaken || isReserved;
                    case SHIPPED -> isTaken || isShown;
                    case PLACED, AWAITING_PAYMENT -> false;
                    case REJECTED, CANCELLED -> true;
                };
        require(holds, "no goods without money", "%s", status);
    }

    private void money(UUID order, OrderStatus status, MoneyInEvents money) {
        long atTheProvider = 0;
        for (ProviderCharge held : world.books.ofOrder(order)) {
            atTheProvider += held.net();
            require(!held.isUndecided(), "no charge is left open", "%s", held.charge);
            boolean mayBeReserved = status.status() == OrderState.CONFIRMED;
            require(mayBeReserved || !held.isReserved(), "nothing stays reserved", "%s", held.charge);
        }
        require(money.net() == atTheProvider, "order and provider agree", "%s and %s", money.net(), atTheProvider);
        if (money.isWithoutGoods() && !money.isReleaseFailed()) {
            require(atTheProvider == 0, "no goods, no money", "%s", atTheProvider);
        }
        PaymentInModel payment = world.payments.ofOrder(order).orElse(null);
        if (payment != null) {
            require(payment.net() == atTheProvider, "payment and provider agree", "%s", payment);
            require(!payment.isOpen() && payment.openRefunds() == 0, "nothing is unknown", "%s", payment);
            require(payment.isReleased() == payment.isReleaseRequested(), "a release comes to its end", "%s", payment);
        }
    }

    /** Last of all: it asks for a refund of the rest, and looks whether the order does what the view offers. */
    private void offers(UUID order, OrderStatus shown) {
        Money offered = shown.payment().refundable();
        OrderAnswer answer = world.aggregates.sendAndWait(new RequestRefund(order, null, null));
        Object last = world.events.get(world.events.size() - 1).getPayload();
        boolean isKept = answer instanceof OrderAccepted
                ? last instanceof RefundRequested refund && refund.amount().equals(offered)
                : offered.isZero();
        require(isKept, "what is offered is done", "%s was offered, %s", offered, last);
    }

    /** But for how long something takes, which may change to and fro. */
    private static void nothingTwice(List<?> stream) {
        Set<Object> seen = new HashSet<>();
        for (Object event : stream) {
            boolean mayRepeat = event instanceof PaymentDelayed
                    || event instanceof PaymentActionRequested
                    || event instanceof PaymentProcessing
                    || event instanceof PaymentActionRequired;
            require(mayRepeat || seen.add(event), "nothing is recorded twice", "%s", event);
        }
    }

    private static void require(boolean holds, String promise, String how, @Nullable Object... values) {
        if (!holds) {
            throw new InvariantViolation(promise, how.formatted(values));
        }
    }
}
