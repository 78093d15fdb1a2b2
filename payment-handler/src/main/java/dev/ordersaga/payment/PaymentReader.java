package dev.ordersaga.payment;

import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.payment.PaymentIds;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Read access to payments, folded from their events. */
public final class PaymentReader {

    private final EventStore events;
    private final TransactionManager transactions;

    public PaymentReader(EventStore events, TransactionManager transactions) {
        this.events = events;
        this.transactions = transactions;
    }

    /** Empty if the order has no payment. */
    public Optional<PaymentState> ofOrder(UUID orderId) {
        return transactions.fetchInTransaction(() -> Optional.ofNullable(fold(orderId)));
    }

    private @Nullable PaymentState fold(UUID orderId) {
        var stream = events.readEvents(PaymentIds.forOrder(orderId).toString());
        PaymentState payment = null;
        while (stream.hasNext()) {
            var message = stream.next();
            payment = PaymentState.after(payment, (PaymentEvent) message.getPayload(), message.getTimestamp());
        }
        return payment;
    }
}
