package dev.ordersaga.http.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/** Reads the bearer token of a request (RFC 6750): from the one {@code Authorization} header, never from query or body. */
final class BearerTokens implements BearerTokenResolver {

    private static final int MAX_LENGTH = 4096;
    private static final String SCHEME = "Bearer ";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** Null without the header. @throws InvalidBearerTokenException for another scheme, or two headers */
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        if (!headers.hasMoreElements()) {
            return null;
        }
        String header = headers.nextElement();
        if (headers.hasMoreElements() || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new InvalidBearerTokenException("One header Authorization with the scheme Bearer is read.");
        }
        String token = header.substring(SCHEME.length()).strip();
        if (token.length() > MAX_LENGTH || !TOKEN.matcher(token).matches()) {
            throw new InvalidBearerTokenException("The token is not valid.");
        }
        return token;
    }
}
