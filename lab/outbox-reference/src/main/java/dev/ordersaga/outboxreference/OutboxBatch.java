package dev.ordersaga.outboxreference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Processes a batch of messages in one transaction: claims them, pays, confirms the orders, deletes the messages. A crash
 * after a payment and before the commit repeats the payment: that is what such a design accepts.
 */
final class OutboxBatch {

    private static final String CLAIM = "SELECT id, order_id, amount_minor, currency, payment_method FROM outbox"
            + " ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED";
    private static final String CONFIRM = """
            UPDATE orders SET status = 'CONFIRMED', payment_reference = paid.reference, updated_at = now()
            FROM unnest(?::uuid[], ?::text[]) AS paid (order_id, reference) WHERE orders.id = paid.order_id""";
    private static final String DELETE = "DELETE FROM outbox WHERE id = ANY (?)";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final PaymentProvider provider;
    private final int size;

    OutboxBatch(JdbcTemplate jdbc, TransactionOperations transactions, PaymentProvider provider, int size) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.provider = provider;
        this.size = size;
    }

    private record Message(long id, UUID orderId, PaymentProvider.Charge charge) {}

    /** Returns whether there may be more messages. */
    boolean process() {
        Integer processed = transactions.execute(status -> {
            List<Message> messages = jdbc.query(CLAIM, (row, number) -> message(row), size);
            if (!messages.isEmpty()) {
                confirm(messages);
            }
            return messages.size();
        });
        return processed != null && processed > 0;
    }

    private static Message message(ResultSet row) throws SQLException {
        UUID order = row.getObject("order_id", UUID.class);
        var charge = new PaymentProvider.Charge(
                order, row.getLong("amount_minor"), row.getString("currency"), row.getString("payment_method"));
        return new Message(row.getLong("id"), order, charge);
    }

    private void confirm(List<Message> messages) {
        UUID[] orders = messages.stream().map(Message::orderId).toArray(UUID[]::new);
        String[] references = messages.stream()
                .map(message -> provider.capture(message.charge()))
                .toArray(String[]::new);
        Long[] ids = messages.stream().map(Message::id).toArray(Long[]::new);
        int confirmed = jdbc.update(CONFIRM, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("uuid", orders));
            statement.setArray(2, statement.getConnection().createArrayOf("text", references));
        });
        int deleted = jdbc.update(
                DELETE,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("bigint", ids)));
        if (confirmed != messages.size() || deleted != messages.size()) {
            throw new IllegalStateException(
                    "claimed " + messages.size() + ", confirmed " + confirmed + ", deleted " + deleted);
        }
    }
}
