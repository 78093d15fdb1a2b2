package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.payment.PaymentActionRequired;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderAnswer;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.order.command.ShipOrder;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.payment.PaymentHarness.PaymentInModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** What must hold after each step, when the system is idle, and at the end. */
final class Invariants {

    private final World world;
    private final WaitingInvariants waiting;
    private final Map<UUID, Long> seenVersions = new HashMap<>();

    Invariants(World world) {
        this.world = world;
        this.waiting = new WaitingInvariants(world);
    }

    void begin() {
        seenVersions.clear();
    }

    /** The versions of a row never decrease. */
    void afterAStep() {
        for (UUID order : world.clients.orders()) {
            OrderStatus row = world.view.row(order);
            if (row != null) {
                Long seen = seenVersions.put(order, row.version());
                require(
                        seen == null || seen <= row.version(),
                        "view versions never decrease",
                        "from %s",
                        row.version());
            }
        }
    }

    /** When only time can trigger a step. */
    void whenIdle() {
        waiting.whenIdle();
    }

    void atTheEnd() {
        require(world.deadlines.all().isEmpty(), "no deadline is left", "%s", world.deadlines.all());
        require(world.sagas.left().isEmpty(), "no saga is left", "%s", world.sagas.left());
        require(world.tasks.all().isEmpty(), "no call is left", "%s", world.tasks.all());
        findings();
        require(
                world.payments.reconciliation().unmatchedCharges() == 0,
                "no charge is unmatched",
                "%s",
                world.payments.reconciliation().unmatchedCharges());
        for (UUID order : world.clients.orders()) {
            check(order);
        }
    }

    /** A finding for each change by hand that no release has accounted for, and for each unreadable object; no other. */
    private void findings() {
        Set<String> expected = new TreeSet<>(world.records.unreadable());
        for (UUID order : world.clients.orders()) {
            if (unaccounted(order) != 0) {
                world.records.ofOrder(order).stream()
                        .filter(held -> held.refundedByHand > 0)
                        .forEach(held -> expected.add(held.reference));
            }
        }
        List<String> found = world.payments.reconciliation().findings();
        Set<String> references = new TreeSet<>();
        found.forEach(finding -> references.add(finding.substring(0, finding.indexOf(' '))));
        require(references.equals(expected), "the records agree", "%s instead of %s", found, expected);
    }

    /** What was refunded by hand, less what releases found. */
    private long unaccounted(UUID order) {
        long byHand = 0;
        for (ProviderCharge held : world.records.ofOrder(order)) {
            byHand += held.refundedByHand;
        }
        return byHand
                - world.payments
                        .ofOrder(order)
                        .map(PaymentInModel::refundedAtProvider)
                        .orElse(0L);
    }

    private void check(UUID order) {
        List<OrderEvent> stream = new ArrayList<>();
        world.events.stream(order.toString()).forEach(event -> stream.add((OrderEvent) event.getPayload()));
        require(!stream.isEmpty(), "an accepted order exists", "%s", order);
        OrderStatus status = row(order);
        require(status.isSettled(), "every order settles", "%s %s", status.status(), status.payment());
        clientRequests(order, status, stream);
        goods(status, world.records.ofOrder(order));
        MoneyInEvents money = MoneyInEvents.of(stream);
        money(order, status, money);
        paidBeforeTheDeadline(order);
        waiting.atTheEnd(order);
        noDuplicates(stream);
        List<Object> ofPayment = new ArrayList<>();
        world.events.stream(PaymentIds.forOrder(order).toString()).forEach(event -> ofPayment.add(event.getPayload()));
        noDuplicates(ofPayment);
        refundableAmount(order, status);
    }

    private OrderStatus row(UUID order) {
        OrderStatus row = world.view.row(order);
        OrderStatus fold = world.view.fold(order);
        if (row == null || !row.equals(fold)) {
            throw new InvariantViolation("the view equals the fold", row + " instead of " + fold);
        }
        return row;
    }

    private void clientRequests(UUID order, OrderStatus status, List<OrderEvent> stream) {
        long asked = stream.stream().filter(RefundRequested.class::isInstance).count();
        long accepted = world.clients.accepted(order, RequestRefund.class);
        require(asked == accepted, "each accepted refund is requested once", "%s of %s", asked, accepted);
        boolean isCancelled = world.clients.accepted(order, CancelOrder.class) > 0;
        require(
                isCancelled == (status.status() == OrderState.CANCELLED),
                "an accepted cancellation takes effect",
                "%s",
                status);
        boolean isShipped = world.clients.accepted(order, ShipOrder.class) > 0;
        require(
                isShipped == (status.status() == OrderState.SHIPPED),
                "an accepted shipment takes effect",
                "%s",
                status);
    }

    /** A shipped order is paid or shows that its capture failed; a confirmed one is paid or has a reservation. */
    private static void goods(OrderStatus status, List<ProviderCharge> charges) {
        boolean isTaken = charges.stream().anyMatch(held -> held.captured() == Clients.TOTAL.minor());
        boolean isReserved = charges.stream().anyMatch(ProviderCharge::isReserved);
        boolean isShown = status.payment().status() == PaymentStatus.CAPTURE_FAILED;
        boolean holds = switch (status.status()) {
            case CONFIRMED -> isTaken || isReserved;
            case SHIPPED -> isTaken || isShown;
            case PLACED, AWAITING_PAYMENT -> false;
            case REJECTED, CANCELLED -> true;
        };
        require(holds, "no goods without payment", "%s", status);
    }

    /** A customer who had paid when the deadline passed is not rejected because of it. */
    private void paidBeforeTheDeadline(UUID order) {
        Instant check = null;
        for (DomainEventMessage<?> event : world.events.stream(order.toString())) {
            if (event.getPayload() instanceof PaymentCheckRequested asked) {
                check = world.checksAt.get(asked);
            }
            boolean isTimedOut = event.getPayload() instanceof OrderRejected rejected
                    && rejected.reason() == RejectionReason.PAYMENT_TIMED_OUT;
            if (isTimedOut && check != null) {
                for (ProviderCharge held : world.records.ofOrder(order)) {
                    require(!held.wasPaidAt(check), "who paid before the deadline is confirmed", "%s", held.charge);
                }
            }
        }
    }

    private void money(UUID order, OrderStatus status, MoneyInEvents money) {
        long atTheProvider = 0;
        for (ProviderCharge held : world.records.ofOrder(order)) {
            atTheProvider += held.net();
            require(!held.isUndecided(), "no charge is undecided", "%s", held.charge);
            boolean mayBeReserved = status.status() == OrderState.CONFIRMED;
            require(mayBeReserved || !held.isReserved(), "nothing stays reserved", "%s", held.charge);
        }
        long expected = atTheProvider + unaccounted(order);
        require(money.net() == expected, "order and provider agree", "%s and %s", money.net(), expected);
        if (money.isWithoutGoods() && !money.isReleaseFailed()) {
            require(atTheProvider == 0, "without goods nothing is kept", "%s", atTheProvider);
        }
        PaymentInModel payment = world.payments.ofOrder(order).orElse(null);
        if (payment != null) {
            require(payment.net() == expected, "payment and provider agree", "%s", payment);
            require(!payment.isOpen() && payment.openRefunds() == 0, "nothing is unknown", "%s", payment);
            require(payment.isReleased() == payment.isReleaseRequested(), "a release comes to its end", "%s", payment);
        }
    }

    /** At the very end: requests a refund of the rest, which must be what the view shows as refundable. */
    private void refundableAmount(UUID order, OrderStatus shown) {
        Money offered = shown.payment().refundable();
        OrderAnswer answer = world.aggregates.sendAndWait(new RequestRefund(order, null, null));
        Object last = world.events.get(world.events.size() - 1).getPayload();
        boolean isKept = answer instanceof OrderAccepted
                ? last instanceof RefundRequested refund && refund.amount().equals(offered)
                : offered.isZero();
        require(isKept, "the refundable amount is refunded", "%s was refundable, %s", offered, last);
    }

    /** Except for progress reports, which may alternate. */
    private static void noDuplicates(List<?> stream) {
        Set<Object> seen = new HashSet<>();
        for (Object event : stream) {
            boolean mayRepeat = event instanceof PaymentDelayed
                    || event instanceof PaymentActionRequested
                    || event instanceof PaymentProcessing
                    || event instanceof PaymentActionRequired;
            require(mayRepeat || seen.add(event), "nothing is recorded twice", "%s", event);
        }
    }

    private static void require(boolean holds, String invariant, String how, @Nullable Object... values) {
        if (!holds) {
            throw new InvariantViolation(invariant, how.formatted(values));
        }
    }
}
