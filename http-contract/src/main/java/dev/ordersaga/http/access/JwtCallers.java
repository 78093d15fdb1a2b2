package dev.ordersaga.http.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.ordersaga.http.log.RateLimitedLog;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies JWT access tokens (RFC 9068) with the keys of one issuer. Signatures by RS256 or ES256 only, type
 * {@code at+jwt}, issuer, audience and expiry required, 60 seconds of leeway. What a token's header names (a key, a URL) is
 * never fetched.
 */
final class JwtCallers {

    private static final Logger LOG = LoggerFactory.getLogger(JwtCallers.class);
    private static final RateLimitedLog UNREADABLE = new RateLimitedLog(LOG, System::nanoTime);
    private static final int LEEWAY_SECONDS = 60;
    private static final int RETRY_SECONDS = 5;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final JWKSource<SecurityContext> keys;
    private final JwtSettings settings;

    JwtCallers(JwtSettings settings, JWKSource<SecurityContext> keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
        processor.setJWTClaimsSetVerifier(claims(settings, clock));
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claims(JwtSettings settings, Clock clock) {
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        settings.audience(),
                        new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                        Set.of("sub", "exp", "iss", "aud")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(LEEWAY_SECONDS);
        return verifier;
    }

    /**
     * The caller with this token; empty if it is not valid.
     *
     * @throws ProblemException {@link HttpProblem#SERVICE_UNAVAILABLE} if the keys of the issuer cannot be read
     */
    Optional<Caller> find(String token) {
        try {
            return Optional.of(caller(processor.process(token, null)));
        } catch (RemoteKeySourceException | JWKSetUnavailableException e) {
            throw unreadable(e);
        } catch (RateLimitReachedException e) {
            if (!haveKeys()) {
                throw unreadable(e);
            }
            LOG.debug("A JWT names an unknown key", e);
            return Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            LOG.debug("A JWT is refused", e);
            return Optional.empty();
        }
    }

    private static ProblemException unreadable(KeySourceException e) {
        UNREADABLE.warn("The keys of the issuer cannot be read: " + e.getMessage());
        return new ProblemException(HttpProblem.SERVICE_UNAVAILABLE, "The token cannot be verified now.")
                .retryAfter(RETRY_SECONDS);
    }

    /** Whether keys are in memory; the limit of downloads is also reached by tokens that name unknown keys. */
    private boolean haveKeys() {
        try {
            return !keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                    .isEmpty();
        } catch (KeySourceException e) {
            return false;
        }
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        String subject = Objects.requireNonNullElse(claims.getSubject(), "");
        if (subject.startsWith(Caller.OF_KEY)) {
            throw new IllegalArgumentException("a subject in the form of an API key's");
        }
        String tenant = Objects.requireNonNullElse(claims.getStringClaim(settings.tenantClaim()), "");
        @Nullable String customer = claims.getStringClaim(settings.customerClaim());
        if (customer == null && claims.getClaims().containsKey(settings.customerClaim())) {
            // Without a customer the token would be for all orders of the tenant.
            throw new IllegalArgumentException("the claim of the customer is null");
        }
        return new Caller(tenant, subject, customer, scopes(claims));
    }

    /** The claim {@code scope} (RFC 9068), or the list {@code scp} that some issuers write. */
    private static Set<Scope> scopes(JWTClaimsSet claims) throws ParseException {
        String scope = claims.getStringClaim("scope");
        List<String> list = claims.getStringListClaim("scp");
        return Scope.known(scope != null ? scope : String.join(" ", list == null ? List.of() : list));
    }
}
