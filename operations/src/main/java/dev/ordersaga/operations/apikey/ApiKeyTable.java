package dev.ordersaga.operations.apikey;

import dev.ordersaga.http.access.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table of the API keys. Writes belong to the caller's transaction. */
final class ApiKeyTable {

    private static final String SELECT =
            "SELECT id, tenant, client, scopes, created_at, expires_at, revoked_at, last_used_at"
                    + " FROM access.api_key";

    private final JdbcClient jdbc;

    ApiKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredApiKey> find(byte[] hash) {
        return jdbc.sql(SELECT + " WHERE hash = ?")
                .param(hash)
                .query(ApiKeyTable::row)
                .optional();
    }

    Optional<StoredApiKey> find(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(ApiKeyTable::row)
                .optional();
    }

    /** Newest first. */
    List<StoredApiKey> list(int limit) {
        return jdbc.sql(SELECT + " ORDER BY created_at DESC, id DESC LIMIT ?")
                .param(limit)
                .query(ApiKeyTable::row)
                .list();
    }

    /** Keys of a client that are neither revoked nor expired, the oldest first. Others wait until the transaction ends. */
    List<StoredApiKey> lockValid(String tenant, String client, Instant now) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 2))")
                .param(tenant + "\n" + client)
                .query((row, number) -> "")
                .list();
        return jdbc.sql(SELECT + " WHERE tenant = ? AND client = ? AND revoked_at IS NULL"
                        + " AND (expires_at IS NULL OR expires_at > ?) ORDER BY created_at, id")
                .params(tenant, client, Timestamp.from(now))
                .query(ApiKeyTable::row)
                .list();
    }

    boolean existsValid(Instant now) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM access.api_key WHERE revoked_at IS NULL"
                        + " AND (expires_at IS NULL OR expires_at > ?))")
                .param(Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    /** Does nothing if the hash is known. */
    void add(UUID id, NewApiKey key, byte[] hash, Instant now) {
        String scopes = key.caller().scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(" "));
        jdbc.sql("INSERT INTO access.api_key (id, tenant, client, scopes, hash, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING")
                .params(id, key.tenant(), key.client(), scopes, hash, Timestamp.from(now))
                .param(key.expiresAt() == null ? null : Timestamp.from(key.expiresAt()))
                .update();
    }

    /** Earlier than it would expire otherwise. */
    void expire(UUID id, Instant at) {
        jdbc.sql("UPDATE access.api_key SET expires_at = least(expires_at, ?) WHERE id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    /** False if it was revoked before. */
    boolean revoke(UUID id, Instant at) {
        return jdbc.sql("UPDATE access.api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                        .params(Timestamp.from(at), id)
                        .update()
                == 1;
    }

    void used(UUID id, Instant at, Instant unlessAfter) {
        jdbc.sql("UPDATE access.api_key SET last_used_at = ? WHERE id = ?"
                        + " AND (last_used_at IS NULL OR last_used_at <= ?)")
                .params(Timestamp.from(at), id, Timestamp.from(unlessAfter))
                .update();
    }

    private static StoredApiKey row(ResultSet row, int number) throws SQLException {
        String client = row.getString("client");
        return new StoredApiKey(
                row.getObject("id", UUID.class),
                client,
                NewApiKey.caller(row.getString("tenant"), client, Scope.known(row.getString("scopes"))),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("revoked_at")),
                instant(row.getTimestamp("last_used_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
