package dev.ordersaga.idempotency;

/**
 * The response to a request, byte for byte.
 *
 * @param status HTTP status
 * @param location value of the {@code Location} header
 * @param body the body as sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go to the wire and to the table unchanged
public record StoredResponse(int status, String location, byte[] body) {}
