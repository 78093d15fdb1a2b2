package dev.ordersaga.operations.access;

import dev.ordersaga.http.log.RateLimitedLog;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates operators by bearer token; if none are configured, the port listens on loopback only and the header
 * {@code Operator} names the operator.
 */
final class OperatorAuthenticator {

    private static final String BEARER = "Bearer ";
    private static final String NAME = "Operator";

    private final Map<String, byte[]> tokens = new HashMap<>();
    private final RateLimitedLog refused;

    /**
     * @param tokens SHA-256 in hex of each operator's token, by name
     * @param refused logs requests with a token that no operator has
     */
    OperatorAuthenticator(Map<String, String> tokens, RateLimitedLog refused) {
        this.refused = refused;
        tokens.forEach((name, hash) -> this.tokens.put(name, HexFormat.of().parseHex(hash)));
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
        for (Map.Entry<String, byte[]> operator : tokens.entrySet()) {
            if (MessageDigest.isEqual(sent, operator.getValue())) {
                name = operator.getKey();
            }
        }
        if (name == null) {
            refused.warn("Refused a request with a token that no operator has");
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
