package dev.ordersaga.http.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Settings of JWT access tokens (RFC 9068).
 *
 * @param issuer the only one accepted (claim {@code iss}); null if no JWT is accepted
 * @param audience that tokens must name (claim {@code aud})
 * @param jwkSetUri where the issuer publishes its keys; https, or http on this machine
 * @param publicKey file with the issuer's public key (PEM, RSA or P-256), in place of {@code jwkSetUri}
 * @param tenantClaim claim with the tenant; a token without it is refused
 * @param customerClaim claim with the customer id; a token with it accesses the orders of this customer only
 */
@ConfigurationProperties("http-contract.jwt")
public record JwtSettings(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable URI jwkSetUri,
        @Nullable Resource publicKey,
        @DefaultValue("tenant") String tenantClaim,
        @DefaultValue("customer_id") String customerClaim) {

    public JwtSettings {
        if (issuer != null && (audience == null || (jwkSetUri == null) == (publicKey == null))) {
            throw new IllegalArgumentException("http-contract.jwt.issuer needs http-contract.jwt.audience, and one of"
                    + " http-contract.jwt.jwk-set-uri and http-contract.jwt.public-key");
        }
        if (jwkSetUri != null && !isSafe(jwkSetUri)) {
            throw new IllegalArgumentException("http-contract.jwt.jwk-set-uri must begin with https://");
        }
    }

    private static boolean isSafe(URI uri) {
        return "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme())
                        && ("127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost())));
    }

    /** Whether JWT are accepted. */
    public boolean isEnabled() {
        return issuer != null;
    }
}
