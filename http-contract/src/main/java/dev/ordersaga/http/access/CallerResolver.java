package dev.ordersaga.http.access;

import dev.ordersaga.http.log.RateLimitedLog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Authenticates bearer tokens of both kinds: API keys and JWT. The response never says why a token is refused. */
final class CallerResolver implements AuthenticationManager {

    private final ApiKeys keys;
    private final @Nullable JwtCallers tokens;
    private final RateLimitedLog refused;

    /** @param tokens null if no issuer of JWT is configured */
    CallerResolver(ApiKeys keys, @Nullable JwtCallers tokens, RateLimitedLog refused) {
        this.keys = keys;
        this.tokens = tokens;
        this.refused = refused;
    }

    /** @throws InvalidBearerTokenException if no caller has this token */
    @Override
    public Authentication authenticate(Authentication request) {
        String token = ((BearerTokenAuthenticationToken) request).getToken();
        Optional<Caller> caller = ApiKey.isMeantBy(token) ? ofKey(token) : ofJwt(token);
        return new CallerAuthentication(caller.orElseThrow(() -> {
            refused.warn("Refused a request with a bearer token that is not valid");
            return new InvalidBearerTokenException("The token is not valid.");
        }));
    }

    private Optional<Caller> ofKey(String token) {
        return ApiKey.isWellFormed(token) ? keys.find(new ApiKey(token)) : Optional.empty();
    }

    private Optional<Caller> ofJwt(String token) {
        return tokens == null ? Optional.empty() : tokens.find(token);
    }
}
