package dev.ordersaga.idempotency;

/**
 * Identifies a repeated request: an idempotency key is unique per caller and route.
 *
 * @param caller authenticated client: keys of different callers are independent
 * @param route method and concrete path
 * @param key the client's {@code Idempotency-Key}
 * @param fingerprint SHA-256 (hex) of method, path and canonical body: the same key with another request is rejected
 */
public record IdempotencyScope(String caller, String route, String key, String fingerprint) {

    String lockName() {
        return caller + '\n' + route + '\n' + key;
    }
}
