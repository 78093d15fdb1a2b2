package dev.ordersaga.http.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The response to this request is a problem. Has no stack trace: it is a response, not a failure of the service. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemKind kind;
    private final String detail;
    private final transient List<FieldFault> faults;
    private final transient Map<String, String> headers;

    /** @param detail one sentence about this occurrence, safe to show to any client; never repeats input */
    public ProblemException(ProblemKind kind, String detail) {
        this(kind, detail, List.of(), Map.of());
    }

    private ProblemException(ProblemKind kind, String detail, List<FieldFault> faults, Map<String, String> headers) {
        super(kind.code() + ": " + detail, null, false, false);
        this.kind = kind;
        this.detail = detail;
        this.faults = faults;
        this.headers = headers;
    }

    /** {@link HttpProblem#INVALID_FIELDS} with all faults of a body at once. */
    public static ProblemException ofFaults(List<FieldFault> faults) {
        return ofFaults(faults, faults.size());
    }

    /**
     * {@link HttpProblem#INVALID_FIELDS} with the first faults of a body.
     *
     * @param count of all its faults
     */
    public static ProblemException ofFaults(List<FieldFault> faults, int count) {
        String detail = (count == 1 ? "1 fault" : count + " faults")
                + (count == faults.size() ? "; see errors." : "; the first " + faults.size() + " are in errors.");
        return new ProblemException(HttpProblem.INVALID_FIELDS, detail, List.copyOf(faults), Map.of());
    }

    /** The same problem with one more response header. */
    public ProblemException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProblemException(kind, detail, faults, Map.copyOf(more));
    }

    /** The same problem with {@code Retry-After}, in seconds. */
    public ProblemException retryAfter(long seconds) {
        return withHeader("Retry-After", Long.toString(seconds));
    }

    public ProblemKind kind() {
        return kind;
    }

    public String detail() {
        return detail;
    }

    public List<FieldFault> faults() {
        return faults;
    }

    /** Response headers in addition to those that every problem has. */
    public Map<String, String> headers() {
        return headers;
    }
}
