package dev.ordersaga.orderstatus.view;

import dev.ordersaga.eventprocessing.completeness.CompletenessAudit;
import dev.ordersaga.eventprocessing.completeness.UnhandledEvent;
import dev.ordersaga.eventprocessing.completeness.ViewVersions;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Completeness audit of the read model: finds events that the processor has passed but that are missing in their rows. */
final class ViewCompletenessAudit implements CompletenessAudit {

    private final ViewVersions versions;

    ViewCompletenessAudit(JdbcClient jdbc) {
        versions = new ViewVersions(jdbc, OrderStatusProjection.PROCESSOR, "Order", OrderStatusRows.TABLE, "order_id");
    }

    @Override
    public String name() {
        return OrderStatusProjection.PROCESSOR;
    }

    @Override
    public List<UnhandledEvent> unhandledEvents(long after, long upTo) {
        return versions.unhandledEvents(after, upTo);
    }

    @Override
    public List<String> aggregatesOf(String sequence) {
        return List.of(sequence);
    }
}
