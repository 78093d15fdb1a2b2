package dev.ordersaga.idempotency;

/**
 * What a request was answered, byte for byte.
 *
 * @param status HTTP status
 * @param location value of the {@code Location} header
 * @param body the body as sent
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; the bytes go to the wire and to the table as they are
public record StoredResponse(int status, String location, byte[] body) {}
