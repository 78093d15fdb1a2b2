package dev.ordersaga.http.request;

import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/**
 * The client's name for one request, however often it is sent (draft-ietf-httpapi-idempotency-key-header-07).
 *
 * @param value 1 to 255 visible ASCII characters, without the quotes and escapes of the header
 */
public record IdempotencyKey(String value) {

    private static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 255;
    private static final char QUOTE = '"';
    private static final char ESCAPE = '\\';

    public IdempotencyKey {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw invalid("A key has 1 to 255 visible ASCII characters and no space.");
        }
    }

    /**
     * Reads the key of a request: a quoted string as the draft has it, or the same without quotes.
     *
     * @throws ProblemException {@link ProblemKind#IDEMPOTENCY_KEY_MISSING} or
     *     {@link ProblemKind#IDEMPOTENCY_KEY_INVALID}
     */
    public static IdempotencyKey of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        if (headers.isEmpty()) {
            throw new ProblemException(
                    ProblemKind.IDEMPOTENCY_KEY_MISSING,
                    "Send Idempotency-Key with a value of your own for each new request, and the same when you repeat it.");
        }
        if (headers.size() > 1) {
            throw invalid("There is more than one Idempotency-Key header.");
        }
        String header = headers.getFirst().strip();
        return new IdempotencyKey(header.startsWith("\"") ? unquote(header) : header);
    }

    /** A structured-field string (RFC 9651): quotes and backslashes inside it are escaped, nothing else is. */
    private static String unquote(String header) {
        StringBuilder value = new StringBuilder(header.length());
        int last = header.length() - 1;
        for (int i = 1; i < last; i++) {
            char c = header.charAt(i);
            if (c == QUOTE) {
                throw notOneString();
            }
            if (c == ESCAPE) {
                i++;
                c = header.charAt(i);
                if (i == last || (c != QUOTE && c != ESCAPE)) {
                    throw notOneString();
                }
            }
            value.append(c);
        }
        if (last < 1 || header.charAt(last) != QUOTE) {
            throw notOneString();
        }
        return value.toString();
    }

    private static ProblemException notOneString() {
        return invalid("The header is not one quoted string.");
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemKind.IDEMPOTENCY_KEY_INVALID, detail);
    }
}
