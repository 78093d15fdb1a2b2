package dev.ordersaga.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.http.body.JsonBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestFingerprintTest {

    @Test
    void repetitionsHaveTheSameFingerprint() {
        assertThat(fingerprint("POST", "/orders", "{\"a\":1,\"b\":2}"))
                .isEqualTo(fingerprint("POST", "/orders", " {\"b\":2, \"a\":1}\n"))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void otherMethodPathOrBodyHasAnotherFingerprint() {
        assertThat(fingerprint("POST", "/orders", "{\"a\":1}"))
                .isNotEqualTo(fingerprint("PUT", "/orders", "{\"a\":1}"))
                .isNotEqualTo(fingerprint("POST", "/orders/1", "{\"a\":1}"))
                .isNotEqualTo(fingerprint("POST", "/orders", "{\"a\":2}"))
                .isNotEqualTo(fingerprint("POST", "/orders", "{\"a\":\"1\"}"))
                .isNotEqualTo(fingerprint("POST", "/orders", ""));
    }

    @Test
    void fingerprintIsStableAcrossVersions() {
        // Fingerprints are stored beside idempotency keys: a new version of the service must compute the same.
        assertThat(fingerprint("POST", "/orders", "{\"b\":[\"é\",1.50,null,true],\"a\":\"x\"}"))
                .isEqualTo("fcd39454a7124ede6e0bdb78f0ac4d38561cffce20d46249176d2313bc52534b");
    }

    private static String fingerprint(String method, String path, String body) {
        return RequestFingerprint.of(method, path, JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)));
    }
}
