package dev.ordersaga.orderstatus.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the open cases of orders from the read model, and closes them. A closed case is no part of the fold: it is kept in a
 * table of its own, which outlasts a rebuild.
 */
final class OrderCaseRows {

    private static final int READ = 1_000;

    private static final String OPEN = " FROM orderstatus.order_status o, string_to_table(o.cases, ' ') AS c(id)"
            + " WHERE o.cases IS NOT NULL AND split_part(c.id, '/', 1) = :kind AND NOT EXISTS (SELECT FROM"
            + " orderstatus.closed_case k WHERE k.order_id = o.order_id AND k.case_id = c.id)";

    /** How long a failure is repeated to the other kinds, so that a locked or slow table is waited for once. */
    private static final Duration REPEATED = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final OrderStatusDocument documents;
    private volatile @Nullable Failure last;

    OrderCaseRows(JdbcClient jdbc, Clock clock, OrderStatusDocument documents) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.documents = documents;
    }

    private record Failure(Instant at, DataAccessException cause) {}

    /** @param caseId of one case of this order */
    record OpenCase(OrderStatus order, String caseId) {}

    long count(String kind) {
        return read(() -> jdbc.sql("SELECT count(*)" + OPEN)
                .param("kind", kind)
                .query(Long.class)
                .single());
    }

    /** Those whose orders have not changed for longest. */
    List<OpenCase> open(String kind) {
        return read(() -> jdbc.sql("SELECT o.document, c.id" + OPEN + " ORDER BY o.updated_at LIMIT " + READ)
                .param("kind", kind)
                .query((row, number) -> new OpenCase(documents.read(row.getBytes(1)), row.getString(2)))
                .list());
    }

    private <T> T read(Supplier<T> query) {
        Failure before = last;
        if (before != null && clock.instant().isBefore(before.at().plus(REPEATED))) {
            throw before.cause();
        }
        try {
            return query.get();
        } catch (DataAccessException e) {
            last = new Failure(clock.instant(), e);
            throw e;
        }
    }

    /** @return false if the order has no such open case */
    boolean close(String kind, UUID orderId, String caseId, Instant now) {
        return jdbc.sql(
                                "INSERT INTO orderstatus.closed_case (order_id, case_id, closed_at) SELECT o.order_id, c.id, :now"
                                        + OPEN + " AND o.order_id = :order AND c.id = :case")
                        .param("kind", kind)
                        .param("order", orderId)
                        .param("case", caseId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
