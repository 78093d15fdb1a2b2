package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.deadletter.SequenceKey;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.body.Fields;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.operations.audit.ActionRequest;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import dev.ordersaga.operations.audit.AuditedActions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Executes the actions of the operators' API: each needs an idempotency key and a reason, and is recorded in the audit log. */
public final class Actions {

    private static final int MAX_REASON = 256;

    private final AuditedActions audited;

    public Actions(AuditedActions audited) {
        this.audited = audited;
    }

    /** The mandatory reason of an action. */
    public static String reason(Fields fields) {
        return fields.text("reason", MAX_REASON);
    }

    /** The reason in a body that has no other field. */
    public static String reasonIn(JsonBody body) {
        return body.read(fields -> {
            String reason = reason(fields);
            return () -> reason;
        });
    }

    static Subject on(SequenceKey key, String reason) {
        return new Subject(key.processor() + "/" + key.sequence(), reason);
    }

    /**
     * Executes the action, unless its key was used before: then the first response is returned again.
     *
     * @param name of the action, for the audit log
     * @throws dev.ordersaga.http.problem.ProblemException without a valid {@code Idempotency-Key}
     */
    public ResponseEntity<String> once(
            HttpServletRequest request, JsonBody body, String name, Subject subject, Supplier<?> action) {
        ActionRequest audit = ActionRequest.of(request, body, operator(), name, subject);
        return response(audited.once(audit, action));
    }

    /** The first response if the key was used before: for a request whose target no longer exists. */
    public Optional<ResponseEntity<String>> repeated(
            HttpServletRequest request, JsonBody body, String name, Subject subject) {
        return audited.earlier(ActionRequest.of(request, body, operator(), name, subject))
                .map(Actions::response);
    }

    private static ResponseEntity<String> response(String result) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(result);
    }

    /** With the tenant: clients of different tenants may have the same name. */
    private static String operator() {
        return Caller.current().map(Caller::id).orElseThrow();
    }
}
