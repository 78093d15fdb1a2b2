package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.orderstate.PaymentProgress;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.orderstatus.view.OrderStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** What must hold for deadlines: they run while the bank or the customer is waited for, and never while the system is behind. */
final class WaitingInvariants {

    private final World world;

    WaitingInvariants(World world) {
        this.world = world;
    }

    /** When only time can trigger a step, each order that waits has a saga with a deadline, and no other order has one. */
    void whenIdle() {
        Set<String> scheduled = new HashSet<>();
        for (DeadlinesInMemory.Deadline deadline : world.deadlines.all()) {
            scheduled.add(deadline.saga());
            // A fired deadline may remain, in order to fire again.
            boolean isToCome = deadline.due().isAfter(world.clock.instant());
            require(!isToCome || world.sagas.has(deadline.saga()), "no deadline outlives its saga", deadline.id());
        }
        Map<String, String> sagas = world.sagas.orders();
        Set<String> mayHaveOne = world.clients.orders().stream()
                .filter(order -> isWaiting(order) || isShipped(order))
                .map(UUID::toString)
                .collect(Collectors.toSet());
        sagas.forEach((saga, order) -> {
            require(mayHaveOne.contains(order), "only orders that wait have a saga", order);
            // No deadline rejects goods that were shipped: the saga ends with the outcome.
            require(
                    scheduled.contains(saga) || isShipped(UUID.fromString(order)),
                    "a saga exists only while a deadline is scheduled",
                    order);
        });
        for (UUID order : world.clients.orders()) {
            require(
                    !isWaiting(order) || isShipped(order) || sagas.containsValue(order.toString()),
                    "every order that waits has a deadline",
                    order);
        }
    }

    /** An order is rejected for time only if its provider was asked, and has not answered for as long as the deadline. */
    void atTheEnd(UUID order) {
        PaymentCheckRequested check = null;
        Instant checkedAt = Instant.MIN;
        boolean isUnanswered = false;
        for (DomainEventMessage<?> event : world.events.stream(order.toString())) {
            if (event.getPayload() instanceof PaymentCheckRequested asked) {
                check = asked;
                checkedAt = event.getTimestamp();
            } else if (event.getPayload() instanceof OrderRejected rejected
                    && rejected.reason() == RejectionReason.PAYMENT_TIMED_OUT) {
                require(check != null, "no order is rejected without a look-up", order);
                requireAsked(order, check, checkedAt, isUnanswered);
            } else {
                isUnanswered = event.getPayload() instanceof PaymentDelayed delayed && !delayed.takesDays();
            }
        }
    }

    private void requireAsked(
            UUID order, @Nullable PaymentCheckRequested check, Instant checkedAt, boolean isUnanswered) {
        int attempt = check == null ? 0 : check.attempt();
        Instant asked = world.askedAt.get(order + "/authorize/" + attempt);
        boolean isLongAgo = asked != null
                && !(isUnanswered ? asked.plus(world.sagaProcessor.answerDeadline()) : asked).isAfter(checkedAt);
        require(isLongAgo, "no order is rejected for time before its provider was asked", asked + ", " + checkedAt);
    }

    private boolean isWaiting(UUID order) {
        OrderStatus row = world.view.row(order);
        return row != null && isWaiting(row.payment().progress());
    }

    private static boolean isWaiting(PaymentProgress progress) {
        return switch (progress) {
            case UNANSWERED, ACTION_REQUIRED, PROCESSING, METHOD_REQUIRED -> true;
            case NOT_REQUESTED, PENDING, CHECKING, ATTEMPT_DUE -> false;
            case AUTHORIZED, CAPTURING, CAPTURED, CAPTURE_FAILED, DECLINED, EXPIRED -> false;
            case RELEASE_DUE, RELEASING, RELEASED, RELEASE_FAILED -> false;
        };
    }

    private boolean isShipped(UUID order) {
        OrderStatus row = world.view.row(order);
        return row != null && row.status() == OrderState.SHIPPED;
    }

    private static void require(boolean holds, String invariant, Object what) {
        if (!holds) {
            throw new InvariantViolation(invariant, String.valueOf(what));
        }
    }
}
