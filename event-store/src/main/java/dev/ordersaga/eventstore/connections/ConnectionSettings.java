package dev.ordersaga.eventstore.connections;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the database is reached.
 *
 * @param directUrl JDBC URL of the server itself, where {@code spring.datasource.url} leads to a pooler in transaction mode
 *     such as PgBouncer. Migrations and commit signals then use it, and limits are set in each transaction; null if there
 *     is no pooler
 * @param migration the user that migrates the schemas; null if {@code spring.datasource.username} owns them, or if they are
 *     migrated before the services start, by {@link dev.ordersaga.eventstore.schema.MigrationApplication}
 */
@ConfigurationProperties("event-store.connections")
public record ConnectionSettings(
        @Nullable String directUrl, @Nullable MigrationLogin migration) {

    /** Of the server itself. */
    public String directUrlOr(String url) {
        return directUrl == null ? url : directUrl;
    }

    /** Whether consecutive transactions of a connection may run in different sessions of the server. */
    boolean isPooled() {
        return directUrl != null;
    }

    /**
     * The database user of migrations, which may become the owner of the schemas. A service that has one migrates when it
     * starts; a bean of this type replaces the setting.
     *
     * @param username a role that has no rights of its own
     * @param password its password, best by a file; empty if the server asks for none
     */
    public record MigrationLogin(String username, String password) {

        @Override
        public String toString() {
            return username;
        }
    }
}
