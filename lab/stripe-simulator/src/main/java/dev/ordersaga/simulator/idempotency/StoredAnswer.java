package dev.ordersaga.simulator.idempotency;

import tools.jackson.databind.JsonNode;

/**
 * The first answer to a key, as the ledger keeps it.
 *
 * @param path the endpoint the key was first used for
 * @param fingerprint a hash of the parameters it was first used with
 * @param requestId the request that was answered
 * @param status HTTP status
 */
public record StoredAnswer(String key, String path, String fingerprint, String requestId, int status, JsonNode body) {}
