package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.orderstate.OrderAggregateState;
import dev.ordersaga.api.orderstate.OrderPayment;
import dev.ordersaga.api.orderstate.PaymentProgress;
import dev.ordersaga.api.privacy.DataSubjectId;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.DataSubjectTenant;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderLine;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.orderstatus.persons.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Read model of one order: the state of its aggregate and what only clients need. It is the fold of the order's stream and of
 * nothing else.
 *
 * @param tenant the merchant that the order belongs to
 * @param order the state that the aggregate has after the same events
 * @param rejection null unless rejected
 * @param cancellation null unless cancelled
 * @param requiredAction null unless the bank waits for the customer
 * @param version the sequence number of the last event in it, from 0
 * @param timeline oldest first
 */
public record OrderStatus(
        @DataSubjectRecord UUID orderId,
        @DataSubjectTenant String tenant,
        @DataSubjectId @PersonalData String customerId,
        OrderAggregateState order,
        @Nullable RejectionReason rejection,
        @Nullable Cancellation cancellation,
        @Nullable RequiredAction requiredAction,
        long version,
        List<OrderLine> lines,
        List<TimelineEntry> timeline,
        Instant placedAt,
        Instant updatedAt) {

    /** The status after the first event of a stream. */
    static OrderStatus of(OrderPlaced event, Instant at) {
        return new OrderStatus(
                event.orderId(),
                event.tenant(),
                event.customerId(),
                OrderAggregateState.of(event),
                null,
                null,
                null,
                0,
                event.lines(),
                List.of(new TimelineEntry(at, Milestone.PLACED)),
                at,
                at);
    }

    /**
     * The status after one more event.
     *
     * @param before null before the first event
     * @param sequence the event's position in the stream, which is the version of the result
     * @throws IllegalStateException when the event is not the next one
     */
    public static OrderStatus evolve(@Nullable OrderStatus before, OrderEvent event, long sequence, Instant at) {
        if (sequence != (before == null ? 0 : before.version + 1)) {
            throw new IllegalStateException("event " + sequence + " of order " + event.orderId() + " comes after "
                    + (before == null ? "none" : before.version));
        }
        return before == null ? of((OrderPlaced) event, at) : before.after(event, at);
    }

    private OrderStatus after(OrderEvent event, Instant at) {
        OrderAggregateState next = order.evolve(event);
        var entry = new TimelineEntry(at, Milestone.of(event));
        return new OrderStatus(
                orderId,
                tenant,
                customerId,
                next,
                event instanceof OrderRejected rejected ? rejected.reason() : rejection,
                event instanceof OrderCancelled cancelled ? Cancellation.of(cancelled) : cancellation,
                requiredActionAfter(event, next),
                version + 1,
                lines,
                Stream.concat(timeline.stream(), Stream.of(entry)).toList(),
                placedAt,
                at);
    }

    private @Nullable RequiredAction requiredActionAfter(OrderEvent event, OrderAggregateState next) {
        if (event instanceof PaymentActionRequested requested) {
            return new RequiredAction(requested.nextAction(), requested.actUntil());
        }
        return next.payment().progress() == PaymentProgress.ACTION_REQUIRED ? requiredAction : null;
    }

    boolean isVisibleTo(Viewer viewer) {
        return (viewer.tenant() == null || viewer.tenant().equals(tenant))
                && (viewer.customerId() == null || isOf(viewer.customerId()));
    }

    /** Of an erased customer only the replacement of the id is known, which may also be an id. */
    private boolean isOf(String customer) {
        return customerId.equals(customer) && !customerId.equals(PersonalData.ERASED);
    }

    public OrderState status() {
        return order.state();
    }

    public OrderPayment payment() {
        return order.payment();
    }

    public Money total() {
        return payment().balance().total();
    }

    /** What a client can request for the order now. */
    public Set<OrderAction> availableActions() {
        return order.availableActions();
    }

    /** Whether nothing more happens to the order until a client or an operator requests it. */
    public boolean isSettled() {
        return order.isSettled();
    }
}
