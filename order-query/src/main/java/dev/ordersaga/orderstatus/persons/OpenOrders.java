package dev.ordersaga.orderstatus.persons;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.eventprocessing.processors.ProcessorBacklogs;
import dev.ordersaga.privacy.erasure.OpenRecords;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The orders of a customer whose money is not settled: it takes the payment method to collect it, or an operator to return it. */
public final class OpenOrders implements OpenRecords {

    private final JdbcClient jdbc;
    private final ProcessorBacklogs backlogs;
    private final String projection;

    /** @param projection the processor that fills the read model */
    public OpenOrders(JdbcClient jdbc, ProcessorBacklogs backlogs, String projection) {
        this.jdbc = jdbc;
        this.backlogs = backlogs;
        this.projection = projection;
    }

    @Override
    public List<String> of(UUID subject, int limit) {
        return jdbc.sql("SELECT order_id::text FROM orderstatus.order_status WHERE subject = :subject"
                        + " AND (NOT settled OR payment_status = ANY (:open)) ORDER BY placed_at DESC, order_id LIMIT :limit")
                .param("subject", subject)
                .param("open", unsettled())
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    @Override
    public boolean isCurrent(long index) {
        return backlogs.of(projection, OrderEvent.class)
                .filter(backlog -> backlog.position() >= index || backlog.behind() == 0)
                .isPresent();
    }

    private static SqlArrayValue unsettled() {
        return new SqlArrayValue("text", (Object[]) Arrays.stream(PaymentStatus.values())
                .filter(OpenOrders::isUnsettled)
                .map(Enum::name)
                .toArray(String[]::new));
    }

    /** Whether money is still to be collected, returned or decided about. */
    static boolean isUnsettled(PaymentStatus status) {
        return switch (status) {
            case PENDING, ACTION_REQUIRED, PROCESSING, AUTHORIZED, CAPTURING, CAPTURE_FAILED, REFUNDING -> true;
            case RELEASING, RELEASE_FAILED, DISPUTED -> true;
            case NOT_REQUESTED, CAPTURED, PARTIALLY_REFUNDED, DECLINED, VOIDED, REFUNDED, CHARGED_BACK -> false;
        };
    }
}
