package dev.ordersaga.idempotency;

/**
 * What a request was answered, byte for byte.
 *
 * @param status HTTP status
 * @param location value of the {@code Location} header
 * @param body the body as sent
 */
public record Answer(int status, String location, byte[] body) {}
