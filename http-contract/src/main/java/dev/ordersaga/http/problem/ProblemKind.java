package dev.ordersaga.http.problem;

import java.util.Locale;

/**
 * Every problem that a client can meet: this is the whole table. A constant's name is part of the contract, since
 * {@code code} and {@code type} follow from it.
 */
public enum ProblemKind {
    BAD_REQUEST(400, "The request cannot be read", Retry.FUTILE),
    MALFORMED_BODY(400, "The body cannot be read as JSON", Retry.FUTILE),
    INVALID_HEADER(400, "A header is missing or not valid", Retry.FUTILE),
    INVALID_QUERY(400, "The query is not valid", Retry.FUTILE),
    INVALID_ID(400, "The id in the path is not valid", Retry.FUTILE),
    IDEMPOTENCY_KEY_MISSING(400, "The Idempotency-Key header is missing", Retry.FUTILE),
    IDEMPOTENCY_KEY_INVALID(400, "The Idempotency-Key header is not valid", Retry.FUTILE),
    OPERATOR_UNKNOWN(401, "It is not known who asks", Retry.FUTILE),
    NOT_FOUND(404, "There is nothing here", Retry.FUTILE),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here", Retry.FUTILE),
    NOT_ACCEPTABLE(406, "None of the accepted media types is available", Retry.FUTILE),
    REQUEST_TIMEOUT(408, "The request took too long to arrive", Retry.SENSIBLE),
    IDEMPOTENCY_KEY_IN_USE(409, "The first request with this key is still running", Retry.SENSIBLE),
    ORDER_EXISTS(409, "Another order has this id", Retry.FUTILE),
    ORDER_ALREADY_CANCELLED(409, "The order is already cancelled", Retry.FUTILE),
    ORDER_ALREADY_REJECTED(409, "The order is already rejected", Retry.FUTILE),
    ORDER_ALREADY_SHIPPED(409, "The order is already shipped", Retry.FUTILE),
    ORDER_ALREADY_CONFIRMED(409, "The order is already paid for", Retry.FUTILE),
    ORDER_NOT_CONFIRMED(409, "The order is not confirmed yet", Retry.SENSIBLE),
    PAYMENT_ATTEMPT_OPEN(409, "The present payment attempt has no outcome yet", Retry.SENSIBLE),
    PAYMENT_METHOD_DECLINED(409, "The bank would decline this payment method again", Retry.FUTILE),
    NOTHING_TO_REFUND(409, "There is nothing to give back", Retry.FUTILE),
    REFUND_TOO_LARGE(409, "More than what can be given back", Retry.FUTILE),
    QUARANTINE_CHANGED(409, "What waits in quarantine has changed", Retry.SENSIBLE),
    REBUILD_RUNNING(409, "The view is being rebuilt", Retry.SENSIBLE),
    PRECONDITION_FAILED(412, "The order has another version", Retry.FUTILE),
    BODY_TOO_LARGE(413, "The body is too large", Retry.FUTILE),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported", Retry.FUTILE),
    INVALID_FIELDS(422, "The body has fields that are not valid", Retry.FUTILE),
    IDEMPOTENCY_KEY_REUSED(422, "The key belongs to another request", Retry.FUTILE),
    /** The outcome is not known; the same request with the same key finds it out and does nothing twice. */
    INTERNAL_ERROR(500, "Something went wrong on our side", Retry.SENSIBLE),
    NOT_IMPLEMENTED(501, "The server does not implement what the request asks for", Retry.FUTILE),
    SERVICE_UNAVAILABLE(503, "The service cannot answer now", Retry.SENSIBLE),
    HTTP_VERSION_NOT_SUPPORTED(505, "The HTTP version is not supported", Retry.FUTILE);

    /** Where the types live: {@code /problems/<code>}, to be resolved against the service's address. */
    public static final String TYPE_PREFIX = "/problems/";

    private final int status;
    private final String title;
    private final Retry retry;

    ProblemKind(int status, String title, Retry retry) {
        this.status = status;
        this.title = title;
        this.retry = retry;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The same sentence for every occurrence. */
    public String title() {
        return title;
    }

    /** The word that clients compare: {@code order-exists}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem type's URI reference: {@code /problems/order-exists}. */
    public String type() {
        return TYPE_PREFIX + code();
    }

    /** Whether the same request, sent again unchanged, may succeed. */
    public boolean isRetryable() {
        return retry == Retry.SENSIBLE;
    }

    private enum Retry {
        SENSIBLE,
        FUTILE
    }
}
