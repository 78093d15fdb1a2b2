package dev.ordersaga.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it is sent (RFC 9457, {@code application/problem+json}).
 *
 * @param type URI reference of the kind
 * @param instance path of the request; null when the request had none that could be read
 * @param code the kind in one word
 * @param traceId finds this occurrence in our logs
 * @param retryable whether the same request, sent again unchanged, may succeed
 * @param errors the faults of the body; null when the problem is not about its fields
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "traceId", "retryable", "errors"})
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        String traceId,
        boolean retryable,
        @Nullable List<Fault> errors) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemException cause, @Nullable String instance, String traceId) {
        ProblemKind kind = cause.kind();
        List<Fault> errors = cause.faults().stream().map(Fault::of).toList();
        return new Problem(
                kind.type(),
                kind.title(),
                kind.status(),
                cause.detail(),
                instance,
                kind.code(),
                traceId,
                kind.isRetryable(),
                errors.isEmpty() ? null : errors);
    }

    /** A {@link FieldFault} as it is sent. */
    record Fault(String pointer, String code, String detail) {

        static Fault of(FieldFault fault) {
            return new Fault(fault.pointer(), fault.code().code(), fault.detail());
        }
    }
}
