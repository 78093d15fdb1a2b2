package dev.ordersaga.operations.audit;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Audit log of the operators' actions: executes each once per idempotency key and records it in the same transaction. */
public class AuditedActions {

    private final JdbcClient jdbc;
    private final TransactionManager transactions;
    private final Clock clock;
    private final JsonMapper json;

    AuditedActions(JdbcClient jdbc, TransactionManager transactions, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.json = json;
    }

    /**
     * @param action executes the request and returns its result; an exception means that nothing was done and leaves the key
     *     unused
     * @return the result as JSON, the same for a repeated request
     * @throws ProblemException if the first request with this key is still running, or if the key was used for another one
     */
    public String once(ActionRequest request, Supplier<?> action) {
        return transactions.fetchInTransaction(() -> {
            if (!tryLock(request)) {
                throw new ProblemException(HttpProblem.IDEMPOTENCY_KEY_IN_USE, "Repeat the request in a moment.")
                        .retryAfter(1);
            }
            Optional<String> stored = find(request);
            if (stored.isPresent()) {
                return stored.get();
            }
            String result = json.writeValueAsString(action.get());
            save(request, result);
            return result;
        });
    }

    /** Newest first. */
    public List<OperatorAction> newest(int limit) {
        return jdbc.sql("SELECT id, at, operator, name, target, reason, result FROM operatorlog.action"
                        + " ORDER BY at DESC, id DESC LIMIT ?")
                .param(limit)
                .query((row, number) -> new OperatorAction(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getString("operator"),
                        row.getString("name"),
                        row.getString("target"),
                        row.getString("reason"),
                        row.getString("result")))
                .list();
    }

    private boolean tryLock(ActionRequest request) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 1))")
                .param(request.operator() + "\n" + request.key())
                .query(Boolean.class)
                .single();
    }

    private Optional<String> find(ActionRequest request) {
        record Row(String fingerprint, String result) {}
        Optional<Row> row = jdbc.sql(
                        "SELECT fingerprint, result FROM operatorlog.action WHERE operator = ? AND idempotency_key = ?")
                .params(request.operator(), request.key())
                .query((found, number) -> new Row(found.getString(1), found.getString(2)))
                .optional();
        if (row.isPresent() && !row.get().fingerprint().equals(request.fingerprint())) {
            throw new ProblemException(
                    HttpProblem.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request; this key was used before.");
        }
        return row.map(Row::result);
    }

    private void save(ActionRequest request, String result) {
        jdbc.sql("INSERT INTO operatorlog.action"
                        + " (id, at, operator, name, target, reason, idempotency_key, fingerprint, result)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.fromString(IdentifierFactory.getInstance().generateIdentifier()),
                        Timestamp.from(clock.instant()),
                        request.operator(),
                        request.name(),
                        request.target(),
                        request.reason(),
                        request.key(),
                        request.fingerprint(),
                        result)
                .update();
    }
}
