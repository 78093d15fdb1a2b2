package dev.ordersaga.simulator.idempotency;

import tools.jackson.databind.JsonNode;

/**
 * The first response to an idempotency key, as stored in the ledger.
 *
 * @param path endpoint of the first request
 * @param fingerprint hash of the parameters of the first request
 * @param requestId id of the first request
 * @param status HTTP status
 */
public record StoredResponse(
        String key, String path, String fingerprint, String requestId, int status, JsonNode body) {}
