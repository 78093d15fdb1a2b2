package dev.ordersaga.http.problem;

/** The problem types that any HTTP service of the system can answer with. */
public enum HttpProblem implements ProblemKind {
    BAD_REQUEST(400, "The request cannot be read", false),
    MALFORMED_BODY(400, "The body cannot be read as JSON", false),
    INVALID_HEADER(400, "A header is missing or not valid", false),
    INVALID_QUERY(400, "The query is not valid", false),
    INVALID_ID(400, "The id in the path is not valid", false),
    IDEMPOTENCY_KEY_MISSING(400, "The Idempotency-Key header is missing", false),
    IDEMPOTENCY_KEY_INVALID(400, "The Idempotency-Key header is not valid", false),
    UNAUTHENTICATED(401, "The caller is not known", false),
    FORBIDDEN(403, "The caller may not do this", false),
    NOT_FOUND(404, "There is nothing here", false),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here", false),
    NOT_ACCEPTABLE(406, "None of the accepted media types is available", false),
    REQUEST_TIMEOUT(408, "The request took too long to arrive", true),
    IDEMPOTENCY_KEY_IN_USE(409, "The first request with this key is still running", true),
    BODY_TOO_LARGE(413, "The body is too large", false),
    URI_TOO_LONG(414, "The path and query are too long", false),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported", false),
    EXPECTATION_FAILED(417, "The expectation cannot be met", false),
    INVALID_FIELDS(422, "The body has fields that are not valid", false),
    IDEMPOTENCY_KEY_REUSED(422, "The key belongs to another request", false),
    TOO_MANY_REQUESTS(429, "Too many requests at a time", true),
    HEADERS_TOO_LARGE(431, "The headers are too large", false),
    /** The outcome is not known; repeating the request with the same key returns it and executes nothing twice. */
    INTERNAL_ERROR(500, "Something went wrong on our side", true),
    NOT_IMPLEMENTED(501, "The server does not implement what the request asks for", false),
    SERVICE_UNAVAILABLE(503, "The service cannot answer now", true),
    HTTP_VERSION_NOT_SUPPORTED(505, "The HTTP version is not supported", false);

    private final int status;
    private final String title;
    private final boolean retryable;

    HttpProblem(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isRetryable() {
        return retryable;
    }
}
