package dev.ordersaga.operations.audit;

import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.request.IdempotencyKey;
import dev.ordersaga.http.request.RequestFingerprint;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What an operator asks to be done.
 *
 * @param name what
 * @param target to what
 * @param reason why, in the operator's words
 * @param key by which a repeated request is known
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
                RequestFingerprint.of(request.getMethod(), name + " " + subject.target(), body));
    }

    /** To what, and why. */
    public record Subject(String target, String reason) {}
}
