package dev.ordersaga.http.request;

import dev.ordersaga.http.body.CardNumbers;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Idempotency-Key} of a request: the same for every repetition of it
 * (draft-ietf-httpapi-idempotency-key-header-07).
 *
 * @param value 1 to 255 visible ASCII characters, without the quotes and escapes of the header
 */
public record IdempotencyKey(String value) {

    private static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 255;

    /** Two quotes, and each character with its escape. */
    private static final int MAX_HEADER_LENGTH = 2 + 2 * MAX_LENGTH;

    /** A structured-field string (RFC 9651): quotes and backslashes inside it are escaped, nothing else is. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    public IdempotencyKey {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw invalidCharacters();
        }
        if (CardNumbers.appearIn(value)) {
            throw invalid("A key is stored and must not look like a card number.");
        }
    }

    /**
     * Reads the key of a request: a quoted string as in the draft, or the same without quotes.
     *
     * @throws ProblemException {@link HttpProblem#IDEMPOTENCY_KEY_MISSING} or
     *     {@link HttpProblem#IDEMPOTENCY_KEY_INVALID}
     */
    public static IdempotencyKey of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        if (headers.isEmpty()) {
            throw new ProblemException(
                    HttpProblem.IDEMPOTENCY_KEY_MISSING,
                    "Send Idempotency-Key with a value of your own for each new request, and the same when you repeat it.");
        }
        if (headers.size() > 1) {
            throw invalid("There is more than one Idempotency-Key header.");
        }
        String header = headers.getFirst().strip();
        return new IdempotencyKey(header.startsWith("\"") ? unquote(header) : header);
    }

    private static String unquote(String header) {
        if (header.length() > MAX_HEADER_LENGTH) {
            throw invalidCharacters();
        }
        Matcher quoted = QUOTED.matcher(header);
        if (!quoted.matches()) {
            throw invalid("The header is not one quoted string.");
        }
        return ESCAPED.matcher(quoted.group(1)).replaceAll("$1");
    }

    private static ProblemException invalidCharacters() {
        return invalid("A key has 1 to 255 visible ASCII characters and no space.");
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(HttpProblem.IDEMPOTENCY_KEY_INVALID, detail);
    }
}
