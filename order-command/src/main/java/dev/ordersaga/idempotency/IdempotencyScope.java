package dev.ordersaga.idempotency;

/**
 * By what a request is recognized when it comes again.
 *
 * @param caller who sends it: keys of different callers are independent
 * @param route method and concrete path
 * @param key the client's {@code Idempotency-Key}
 * @param fingerprint SHA-256 (hex) of method, path and canonical body: the same key for another request is refused
 */
public record IdempotencyScope(String caller, String route, String key, String fingerprint) {

    String lockName() {
        return caller + '\n' + route + '\n' + key;
    }
}
