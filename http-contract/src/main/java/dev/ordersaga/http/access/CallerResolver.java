package dev.ordersaga.http.access;

import dev.ordersaga.http.log.RateLimitedLog;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Authenticates bearer tokens of both kinds: API keys and JWT. The response never says why a token is refused. What a
 * client can cause with random tokens, such as a look-up, counts against the limit of its address.
 */
final class CallerResolver implements AuthenticationManagerResolver<HttpServletRequest> {

    private final ApiKeys keys;
    private final @Nullable JwtCallers tokens;
    private final UnknownCallerLimit limit;
    private final RateLimitedLog refused;

    /** @param tokens null if no issuer of JWT is configured */
    CallerResolver(ApiKeys keys, @Nullable JwtCallers tokens, UnknownCallerLimit limit, RateLimitedLog refused) {
        this.keys = keys;
        this.tokens = tokens;
        this.limit = limit;
        this.refused = refused;
    }

    /** What authenticates this one request; it throws {@link RefusedToken} if no caller has its token. */
    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        CountedOnce address = new CountedOnce(limit, request.getRemoteAddr());
        return token -> authenticate(((BearerTokenAuthenticationToken) token).getToken(), address);
    }

    private Authentication authenticate(String token, CountedOnce address) {
        Optional<Caller> caller = ApiKey.isMeantBy(token) ? ofKey(token, address) : ofJwt(token, address);
        return new CallerAuthentication(caller.orElseThrow(() -> {
            refused.warn("Refused a request with a bearer token that is not valid");
            address.count();
            return new RefusedToken(null);
        }));
    }

    private Optional<Caller> ofKey(String token, CountedOnce address) {
        return ApiKey.isWellFormed(token) ? keys.find(new ApiKey(token), address::count) : Optional.empty();
    }

    private Optional<Caller> ofJwt(String token, CountedOnce address) {
        try {
            return tokens == null ? Optional.empty() : tokens.find(token);
        } catch (ProblemException e) {
            address.count();
            throw new RefusedToken(e);
        }
    }

    /** The limit of one request's address, which counts the request once at most. */
    private static final class CountedOnce {

        private final UnknownCallerLimit limit;
        private final String address;
        private boolean isCounted;

        CountedOnce(UnknownCallerLimit limit, String address) {
            this.limit = limit;
            this.address = address;
        }

        /** @throws RefusedToken beyond the limit */
        void count() {
            if (!isCounted) {
                isCounted = true;
                limit.refusal(address).ifPresent(problem -> {
                    throw new RefusedToken(problem);
                });
            }
        }
    }
}
