package dev.ordersaga.privacy.keys;

import java.util.UUID;

/**
 * A row of the table of keys.
 *
 * @param person HMAC of the person's identifier
 * @param wrapped the key, encrypted
 * @param wrappingKey name of the key that encrypts it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredKey(UUID subject, byte[] person, byte[] wrapped, String wrappingKey, boolean isErasing) {}
