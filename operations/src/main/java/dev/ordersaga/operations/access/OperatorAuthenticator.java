package dev.ordersaga.operations.access;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates operators by bearer token; if none are configured, the port listens on loopback only and the header
 * {@code Operator} names the operator.
 */
final class OperatorAuthenticator {

    private static final String BEARER = "Bearer ";
    private static final String NAME = "Operator";

    private final Map<String, String> tokens;

    /** @param tokens SHA-256 in hex of each operator's token, by name */
    OperatorAuthenticator(Map<String, String> tokens) {
        this.tokens = Map.copyOf(tokens);
    }

    /** @throws ProblemException {@link HttpProblem#OPERATOR_UNKNOWN} */
    String nameOf(HttpServletRequest request) {
        return tokens.isEmpty() ? byHeader(request.getHeader(NAME)) : byToken(request.getHeader("Authorization"));
    }

    private static String byHeader(@Nullable String name) {
        if (name == null || !name.matches("[\\w.@-]{1,64}")) {
            throw unknown("Send your name in the header Operator: 1 to 64 letters, digits or . @ _ -.");
        }
        return name;
    }

    private String byToken(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unknown("Send your token: Authorization: Bearer.").withHeader("WWW-Authenticate", "Bearer");
        }
        byte[] sent = sha256(authorization.substring(BEARER.length()).strip());
        // All tokens are compared, each in constant time: the response time reveals nothing about them.
        @Nullable String name = null;
        for (Map.Entry<String, String> operator : tokens.entrySet()) {
            byte[] known = HexFormat.of().parseHex(operator.getValue().toLowerCase(Locale.ROOT));
            if (MessageDigest.isEqual(sent, known)) {
                name = operator.getKey();
            }
        }
        if (name == null) {
            throw unknown("No operator has this token.").withHeader("WWW-Authenticate", "Bearer");
        }
        return name;
    }

    private static ProblemException unknown(String detail) {
        return new ProblemException(HttpProblem.OPERATOR_UNKNOWN, detail);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
