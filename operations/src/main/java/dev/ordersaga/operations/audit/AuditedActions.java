package dev.ordersaga.operations.audit;

import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Audit log of the operators' actions: executes each once per idempotency key and records it in the same transaction. */
public class AuditedActions {

    /** Identifier of a record in a target, such as that of an order. */
    private static final Pattern RECORD = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final JdbcClient jdbc;
    private final TransactionManager transactions;
    private final Clock clock;
    private final JsonMapper json;
    private final PayloadProtection protection;

    /** @param protection encrypts the operators' reasons of actions on records of persons */
    AuditedActions(
            JdbcClient jdbc,
            TransactionManager transactions,
            Clock clock,
            JsonMapper json,
            PayloadProtection protection) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.json = json;
        this.protection = protection;
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

    /**
     * The result of the request if it was executed before: for one whose target no longer exists.
     *
     * @throws ProblemException if the key was used for another request
     */
    public Optional<String> earlier(ActionRequest request) {
        return find(request);
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
                        protection.reveal(row.getString("reason")),
                        row.getString("result")))
                .list();
    }

    /** Of an action on one order, the reason is free text about its customer. */
    private String storedReason(ActionRequest request) {
        Matcher record = RECORD.matcher(request.target());
        return record.find() ? protection.protect(record.group(), request.reason()) : request.reason();
    }

    /** The request may name a person. */
    private String storedFingerprint(ActionRequest request) {
        return protection.pseudonym(request.fingerprint());
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
        if (row.isPresent() && !row.get().fingerprint().equals(storedFingerprint(request))) {
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
                        storedReason(request),
                        request.key(),
                        storedFingerprint(request),
                        result)
                .update();
    }
}
