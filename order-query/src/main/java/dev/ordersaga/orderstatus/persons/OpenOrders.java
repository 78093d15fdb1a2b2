package dev.ordersaga.orderstatus.persons;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterQueue;
import dev.ordersaga.eventprocessing.deadletter.DeadLetterSearch;
import dev.ordersaga.eventprocessing.processors.ProcessorBacklogs;
import dev.ordersaga.privacy.erasure.OpenRecords;
import dev.ordersaga.privacy.keys.RecordSubjects;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The orders of a customer whose money is not settled: it takes the payment method to collect it, or an operator to return it. */
public final class OpenOrders implements OpenRecords {

    private static final int MOST_DEAD_LETTERS = 1_000;

    private final JdbcClient jdbc;
    private final ProcessorBacklogs backlogs;
    private final DeadLetterQueue deadLetters;
    private final RecordSubjects records;
    private final String projection;

    /** @param projection the processor that fills the read model */
    public OpenOrders(
            JdbcClient jdbc,
            ProcessorBacklogs backlogs,
            DeadLetterQueue deadLetters,
            RecordSubjects records,
            String projection) {
        this.deadLetters = deadLetters;
        this.records = records;
        this.jdbc = jdbc;
        this.backlogs = backlogs;
        this.projection = projection;
    }

    /** An order that the projection cannot handle may be open: its row does not tell. */
    @Override
    public List<String> of(UUID subject, int limit) {
        return Stream.concat(unsettled(subject, limit).stream(), unknown(subject))
                .distinct()
                .limit(limit)
                .toList();
    }

    private Stream<String> unknown(UUID subject) {
        return deadLetters.list(new DeadLetterSearch(projection, null, null, null), 0, MOST_DEAD_LETTERS).stream()
                .map(waiting -> waiting.key().sequence())
                .filter(order -> records.of(order).equals(subject));
    }

    private List<String> unsettled(UUID subject, int limit) {
        return jdbc.sql(
                        "SELECT order_id::text FROM orderstatus.order_status WHERE subject = :subject"
                                + " AND (NOT settled OR payment_status = ANY (:open)) ORDER BY placed_at DESC, order_id LIMIT :limit")
                .param("subject", subject)
                .param("open", unsettled())
                .param("limit", limit)
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Override
    public boolean isCurrent(long index) {
        return backlogs.of(projection, OrderEvent.class)
                .filter(backlog -> backlog.position() >= index)
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
