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

/** Projection of order events into the rows of the read model: one read and one write per batch, in the token's transaction. */
@ProcessingGroup(OrderStatusProjection.PROCESSOR)
final class OrderStatusProjection {

    /** Processor name; stored with the token, so it must not change. */
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
        batch.getOrComputeResource(BATCH, key -> newBatch(batch)).add(event, sequence, at);
    }

    /** Before a replay: the upsert never lowers a version, so the table has to be empty. */
    @ResetHandler
    void reset() {
        rows.deleteAll();
    }

    private OrderStatusBatch newBatch(UnitOfWork<?> unitOfWork) {
        OrderStatusBatch batch = new OrderStatusBatch(rows, stream);
        unitOfWork.onPrepareCommit(ignored -> batch.save());
        return batch;
    }
}
