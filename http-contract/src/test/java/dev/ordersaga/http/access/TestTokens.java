package dev.ordersaga.http.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/** Issuer of JWT for tests. */
final class TestTokens {

    static final String ISSUER = "https://login.example";
    static final String AUDIENCE = "order-saga";
    static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");
    static final RSAKey KEY = newKey("k1");

    private TestTokens() {}

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static JWSHeader header() {
        return header("k1");
    }

    static JWSHeader header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(keyId)
                .build();
    }

    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("shop-backend")
                .claim("tenant", "default")
                .claim("scope", "openid orders:read orders:write")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(300)));
    }

    static String valid() {
        return signed(header(), claims().build(), KEY);
    }

    static String withClaims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(header(), change.apply(claims()).build(), KEY);
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
