package dev.ordersaga.orderstatus.view;

import dev.ordersaga.eventstore.completeness.CompletenessCheck;
import dev.ordersaga.eventstore.completeness.Gap;
import dev.ordersaga.eventstore.completeness.Versions;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events of orders that the processor has passed and that their rows do not know. */
final class StatusViewCheck implements CompletenessCheck {

    private final Versions versions;

    StatusViewCheck(JdbcClient jdbc) {
        versions = new Versions(jdbc, OrderStatusProjection.PROCESSOR, "Order", OrderStatusRows.TABLE, "order_id");
    }

    @Override
    public String name() {
        return OrderStatusProjection.PROCESSOR;
    }

    @Override
    public List<Gap> gaps(long after, long upTo) {
        return versions.gaps(after, upTo);
    }

    @Override
    public List<String> streamsOf(String sequence) {
        return List.of(sequence);
    }
}
