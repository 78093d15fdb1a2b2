package dev.ordersaga.http.access;

import static dev.ordersaga.http.access.TestTokens.AUDIENCE;
import static dev.ordersaga.http.access.TestTokens.ISSUER;
import static dev.ordersaga.http.access.TestTokens.KEY;
import static dev.ordersaga.http.access.TestTokens.NOW;
import static dev.ordersaga.http.access.TestTokens.claims;
import static dev.ordersaga.http.access.TestTokens.header;
import static dev.ordersaga.http.access.TestTokens.signed;
import static dev.ordersaga.http.access.TestTokens.valid;
import static dev.ordersaga.http.access.TestTokens.withClaims;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.Key;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.io.ByteArrayResource;

class JwtCallersTest {

    private final JwtCallers callers = callers(settings(pem("PUBLIC", publicKey())));

    @Test
    void aValidTokenNamesItsCaller() {
        assertThat(callers.find(valid()))
                .hasValue(new Caller("default", "shop-backend", null, Set.of(Scope.ORDERS_READ, Scope.ORDERS_WRITE)));
    }

    @Test
    void aCustomerThatIsNullIsNoCallerForAllCustomers() {
        assertThat(callers.find(
                        withClaims(claims -> claims.claim("customer_id", null).serializeNullClaims(true))))
                .isEmpty();
        assertThat(callers.find(withClaims(claims -> claims.claim("customer_id", ""))))
                .isEmpty();
        assertThat(callers.find(withClaims(claims -> claims.claim("customer_id", 17850))))
                .isEmpty();
    }

    @Test
    void aTokenWithACustomerIsLimitedToIt() {
        assertThat(callers.find(withClaims(claims -> claims.claim("customer_id", "17850"))))
                .hasValue(new Caller("default", "shop-backend", "17850", Set.of(Scope.ORDERS_READ)));
    }

    @Test
    void scopesMayBeAListAsSomeIssuersWriteThem() {
        String token = withClaims(claims -> claims.claim("scope", null).claim("scp", List.of("orders:ship")));

        assertThat(callers.find(token).orElseThrow().scopes()).containsExactly(Scope.ORDERS_SHIP);
    }

    @Test
    void onlyATokenForAllTenantsOperatesTheInstallation() {
        String ofOneTenant = withClaims(claims -> claims.claim("scope", "orders:read ops:admin"));
        String ofAll = withClaims(claims -> claims.claim("scope", "ops:admin").claim("tenant", "*"));

        assertThat(callers.find(ofOneTenant).orElseThrow().scopes()).containsExactly(Scope.ORDERS_READ);
        assertThat(callers.find(ofAll).orElseThrow().scopes()).containsExactly(Scope.OPS_ADMIN);
    }

    @Test
    void clocksMayDifferByAMinute() {
        assertThat(callers.find(withClaims(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(59))))))
                .isPresent();
        assertThat(callers.find(withClaims(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(59))))))
                .isPresent();
    }

    @TestFactory
    List<DynamicTest> whatIsNotValidIsRefusedAndFailsNothing() throws JOSEException {
        Map<String, String> tokens = new LinkedHashMap<>(corpus());
        return tokens.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(callers.find(entry.getValue())).isEmpty()))
                .toList();
    }

    private static Map<String, String> corpus() throws JOSEException {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("alg none", new PlainJWT(claims().build()).serialize());
        tokens.put("HS256 with the public key", hs256());
        tokens.put("RS512", signed(headerOf(JWSAlgorithm.RS512).build(), claims().build(), KEY));
        tokens.put("PS256", signed(headerOf(JWSAlgorithm.PS256).build(), claims().build(), KEY));
        tokens.put("another key", signed(header(), claims().build(), TestTokens.newKey("k1")));
        tokens.put("expired", withClaims(c -> c.expirationTime(Date.from(NOW.minusSeconds(61)))));
        tokens.put("without expiry", withClaims(c -> c.expirationTime(null)));
        tokens.put("not yet valid", withClaims(c -> c.notBeforeTime(Date.from(NOW.plusSeconds(61)))));
        tokens.put("another audience", withClaims(c -> c.audience("another")));
        tokens.put("without audience", withClaims(c -> c.audience((String) null)));
        tokens.put("another issuer", withClaims(c -> c.issuer(ISSUER + "/")));
        tokens.put("without issuer", withClaims(c -> c.issuer(null)));
        tokens.put("without subject", withClaims(c -> c.subject(null)));
        tokens.put("without tenant", withClaims(c -> c.claim("tenant", null)));
        tokens.put("tenant of another type", withClaims(c -> c.claim("tenant", List.of("default"))));
        tokens.put("a key's subject", withClaims(c -> c.subject("key:initial")));
        tokens.put("subject too long", withClaims(c -> c.subject("s".repeat(129))));
        putHeaders(tokens);
        tokens.put("no token", "abc");
        tokens.put("three dots", "...");
        tokens.put("cut", valid().substring(0, 100));
        tokens.put(
                "signature of another token",
                withClaims(c -> c.subject("admin"))
                        .replaceFirst("[^.]+$", valid().substring(valid().lastIndexOf('.') + 1)));
        return tokens;
    }

    private static void putHeaders(Map<String, String> tokens) throws JOSEException {
        tokens.put(
                "type JWT",
                signed(headerOf(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).build(), claims().build(), KEY));
        tokens.put(
                "without type", signed(headerOf(JWSAlgorithm.RS256).type(null).build(), claims().build(), KEY));
        tokens.put(
                "key id with a path",
                signed(
                        headerOf(JWSAlgorithm.RS256)
                                .keyID("../../../../dev/null")
                                .build(),
                        claims().build(),
                        TestTokens.newKey("../../../../dev/null")));
        tokens.put(
                "crit",
                signed(
                        headerOf(JWSAlgorithm.RS256)
                                .criticalParams(Set.of("unknown"))
                                .customParam("unknown", true)
                                .build(),
                        claims().build(),
                        KEY));
        tokens.put(
                "key in the header",
                signed(
                        headerOf(JWSAlgorithm.RS256)
                                .jwk(TestTokens.newKey("k1").toPublicJWK())
                                .build(),
                        claims().build(),
                        TestTokens.newKey("k1")));
    }

    private static String hs256() throws JOSEException {
        SignedJWT token = new SignedJWT(headerOf(JWSAlgorithm.HS256).build(), claims().build());
        token.sign(new MACSigner(pem("PUBLIC", publicKey()).getBytes(US_ASCII)));
        return token.serialize();
    }

    private static JWSHeader.Builder headerOf(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("k1");
    }

    @Test
    void aFileWithoutAPublicKeyIsRefusedAtStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> callers(settings(pem("PRIVATE", publicKey()))))
                .withMessageContaining("http-contract.jwt.public-key");
    }

    @Test
    void settingsAreCompleteOrRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwtSettings(ISSUER, AUDIENCE, null, null, "tenant", "customer_id"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwtSettings(
                        ISSUER, AUDIENCE, URI.create("http://login.example/keys"), null, "tenant", "customer_id"))
                .withMessageContaining("https");
    }

    private static JwtCallers callers(JwtSettings settings) {
        return new JwtCallers(settings, IssuerKeys.of(settings), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JwtSettings settings(String pem) {
        return new JwtSettings(
                ISSUER, AUDIENCE, null, new ByteArrayResource(pem.getBytes(UTF_8)), "tenant", "customer_id");
    }

    private static Key publicKey() {
        try {
            return KEY.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String kind, Key key) {
        return "-----BEGIN %1$s KEY-----\n%2$s\n-----END %1$s KEY-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }
}
