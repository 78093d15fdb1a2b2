package dev.ordersaga.operations.audit;

import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.request.IdempotencyKey;
import dev.ordersaga.http.request.RequestFingerprint;
import jakarta.servlet.http.HttpServletRequest;

/**
 * An operator's request for an action.
 *
 * @param name of the action
 * @param target of the action, such as a processor or an order
 * @param reason why, in the operator's words
 * @param key the {@code Idempotency-Key}
 * @param fingerprint SHA-256 (hex) of method, path and body: the same key with another request is rejected
 */
public record ActionRequest(
        String operator, String name, String target, String reason, String key, String fingerprint) {

    /** @throws dev.ordersaga.http.problem.ProblemException without a valid {@code Idempotency-Key} */
    public static ActionRequest of(
            HttpServletRequest request, JsonBody body, String operator, String name, Subject subject) {
        return new ActionRequest(
                operator,
                name,
                subject.target(),
                subject.reason(),
                IdempotencyKey.of(request).value(),
                RequestFingerprint.of(request.getMethod(), request.getRequestURI(), body));
    }

    /** Target and reason of an action. */
    public record Subject(String target, String reason) {}
}
