package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.OrderEvent;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Keeps the rows up to date: each batch of events becomes one read and one write, in the transaction of the token. */
@ProcessingGroup(OrderStatusProjection.PROCESSOR)
final class OrderStatusProjection {

    /** Stored with the token: it is schema. */
    static final String PROCESSOR = "order-status";

    private static final String BATCH = OrderStatusBatch.class.getName();

    private final OrderStatusRows rows;
    private final OrderStream stream;

    OrderStatusProjection(OrderStatusRows rows, OrderStream stream) {
        this.rows = rows;
        this.stream = stream;
    }

    @EventHandler
    void on(OrderEvent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        batch.getOrComputeResource(BATCH, key -> beginIn(batch)).add(event, sequence, at);
    }

    /** Before a replay: rows keep the version they have, so only an empty table can be built anew. */
    @ResetHandler
    void reset() {
        rows.deleteAll();
    }

    private OrderStatusBatch beginIn(UnitOfWork<?> unitOfWork) {
        OrderStatusBatch batch = new OrderStatusBatch(rows, stream);
        unitOfWork.onPrepareCommit(ignored -> batch.save());
        return batch;
    }
}
