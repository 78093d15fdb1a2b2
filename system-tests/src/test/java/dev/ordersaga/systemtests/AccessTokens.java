package dev.ordersaga.systemtests;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.ordersaga.http.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Issuer of JWT for tests: valid ones, and such as attackers try. */
final class AccessTokens {

    static final String ISSUER = "https://login.example";
    static final String AUDIENCE = "order-saga";

    private static final ECKey KEY = newKey("k1");

    private AccessTokens() {}

    static Path publicKeyFile() {
        try {
            return Files.writeString(Files.createTempFile("order-saga-issuer", ".pem"), pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String valid() {
        return with(claims -> claims);
    }

    static String ofCustomer(String tenant, String customerId) {
        return with(claims -> claims.subject("login-of-" + customerId)
                .claim("tenant", tenant)
                .claim("customer_id", customerId)
                .claim("scope", "orders:read orders:cancel customers:read"));
    }

    /** Of a back end, with whatever its identity provider grants. */
    static String ofBackEnd(String tenant, Stream<Scope> scopes) {
        String scope = scopes.map(Scope::text).collect(Collectors.joining(" "));
        return with(claims ->
                claims.subject("back-end-of-" + tenant).claim("tenant", tenant).claim("scope", scope));
    }

    /** Values of the header {@code Authorization}, by what is wrong with them. */
    static Map<String, List<String>> invalid() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        bad(headers, "none", new PlainJWT(claims().build()).serialize());
        bad(headers, "HS256 with the public key", hs256());
        bad(headers, "expired", with(claims -> claims.expirationTime(in(-70))));
        bad(headers, "not yet", with(claims -> claims.notBeforeTime(in(70))));
        bad(headers, "another audience", with(claims -> claims.audience("another")));
        bad(headers, "another issuer", with(claims -> claims.issuer("https://evil.example")));
        bad(headers, "another type", signed(header().type(JOSEObjectType.JWT).build(), claims().build(), KEY));
        bad(
                headers,
                "key id with a path",
                signed(header().keyID("../../etc/passwd").build(), claims().build(), newKey("k2")));
        bad(
                headers,
                "crit",
                signed(header().criticalParams(Set.of("x")).customParam("x", 1).build(), claims().build(), KEY));
        bad(headers, "oversized", with(claims -> claims.claim("padding", "x".repeat(5_000))));
        bad(headers, "another key", signed(header().build(), claims().build(), newKey("k1")));
        bad(headers, "no JWT", "a.b.c");
        headers.put("two headers", List.of("Bearer " + valid(), "Bearer " + valid()));
        headers.put("another scheme", List.of("Basic YTpi"));
        headers.put("empty", List.of("Bearer "));
        return headers;
    }

    private static void bad(Map<String, List<String>> headers, String what, String token) {
        headers.put(what, List.of("Bearer " + token));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("shop-backend")
                .claim("tenant", "default")
                .claim("scope", "orders:read")
                .expirationTime(in(600));
    }

    private static String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(header().build(), change.apply(claims()).build(), KEY);
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("k1");
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, ECKey key) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String hs256() {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID("k1")
                    .build();
            SignedJWT token = new SignedJWT(header, claims().build());
            token.sign(new MACSigner(pem().getBytes(StandardCharsets.US_ASCII)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem() {
        try {
            return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                    .formatted(Base64.getMimeEncoder()
                            .encodeToString(KEY.toECPublicKey().getEncoded()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
