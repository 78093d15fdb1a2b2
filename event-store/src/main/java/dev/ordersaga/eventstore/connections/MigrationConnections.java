package dev.ordersaga.eventstore.connections;

import dev.ordersaga.eventstore.connections.ConnectionSettings.MigrationLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections for migrations: outside the pools and past any pooler, with a user and limits of their own. Creating an index
 * may take longer than any transaction is allowed to, and while the server works the client's side of a transaction is idle.
 */
public final class MigrationConnections extends AbstractDataSource {

    /** Whatever the server, the database or the role prescribe. */
    public static final String NO_LIMITS = "-c statement_timeout=0 -c lock_timeout=0 -c transaction_timeout=0"
            + " -c idle_in_transaction_session_timeout=0 -c idle_session_timeout=0";

    /** A schema that does not exist yet will belong to the owner of the events. */
    private static final String BECOME_OWNER = """
            SELECT set_config('role', owner.name, false)
            FROM (SELECT pg_get_userbyid(nspowner)::text AS name FROM pg_namespace
                  WHERE nspname IN (?, 'eventstore') ORDER BY nspname <> ? LIMIT 1) owner
            WHERE pg_has_role(owner.name, 'SET')""";

    private final String url;
    private final Properties properties = new Properties();

    /**
     * @param properties of a connection of the service
     * @param login replaces the service's own user; null if that one migrates
     */
    public MigrationConnections(String url, Properties properties, @Nullable MigrationLogin login) {
        this.url = url;
        this.properties.putAll(properties);
        this.properties.setProperty("options", NO_LIMITS);
        this.properties.setProperty("socketTimeout", "0");
        if (login != null) {
            this.properties.setProperty("user", login.username());
            this.properties.setProperty("password", login.password());
        }
    }

    /**
     * As the owner of {@code schema}, if the user may become that role: what a migration creates belongs to the same role,
     * whichever user migrates.
     */
    public DataSource asOwnerOf(String schema) {
        return new DelegatingDataSource(this) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                try (PreparedStatement become = connection.prepareStatement(BECOME_OWNER)) {
                    become.setString(1, schema);
                    become.setString(2, schema);
                    become.execute();
                }
                return connection;
            }
        };
    }

    @Override
    public Connection getConnection() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }
}
