package dev.ordersaga.http.access;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;

/** The public keys of the issuer of JWT: from its JWK set, which is cached, or from a file. */
final class IssuerKeys {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MAX_BYTES = 64 * 1024;
    private static final long FRESH = Duration.ofMinutes(5).toMillis();
    private static final long REFRESH_WAIT = Duration.ofSeconds(10).toMillis();
    /** While the issuer does not answer. */
    private static final long STALE = Duration.ofHours(4).toMillis();

    private IssuerKeys() {}

    /** With a file, its key verifies all tokens, whichever key id they name. */
    static JWKSource<SecurityContext> of(JwtSettings settings) {
        Resource file = settings.publicKey();
        if (file == null) {
            return published(settings);
        }
        List<JWK> only = List.of(read(file));
        return (selector, context) -> only;
    }

    /** An unknown key id causes at most one download in 30 seconds, Nimbus's default. */
    private static JWKSource<SecurityContext> published(JwtSettings settings) {
        try {
            return JWKSourceBuilder.create(
                            Objects.requireNonNull(settings.jwkSetUri()).toURL(),
                            new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES))
                    .cache(FRESH, REFRESH_WAIT)
                    .retrying(true)
                    .outageTolerant(STALE)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("http-contract.jwt.jwk-set-uri is not a URL", e);
        }
    }

    private static JWK read(Resource file) {
        try {
            String pem = file.getContentAsString(StandardCharsets.US_ASCII);
            if (!pem.contains("-----BEGIN PUBLIC KEY-----")) {
                throw new IllegalStateException("http-contract.jwt.public-key has no public key (BEGIN PUBLIC KEY)");
            }
            String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
            return key(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IOException e) {
            throw new UncheckedIOException("http-contract.jwt.public-key cannot be read", e);
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException("http-contract.jwt.public-key is no RSA key and no P-256 key", e);
        }
    }

    private static JWK key(X509EncodedKeySpec encoded) throws NoSuchAlgorithmException, InvalidKeySpecException {
        try {
            return new RSAKey.Builder(
                            (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded))
                    .build();
        } catch (InvalidKeySpecException noRsa) {
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(encoded);
            return new ECKey.Builder(Curve.P_256, key).build();
        }
    }
}
