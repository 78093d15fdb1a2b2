package dev.ordersaga.eventstore.connections;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections for migrations: outside the pools and past any pooler, with limits of their own. Creating an index may take
 * longer than any transaction is allowed to, and while the server works the client's side of a transaction is idle.
 */
public final class MigrationConnections extends AbstractDataSource {

    /** Whatever the server, the database or the role prescribe. */
    public static final String NO_LIMITS = "-c statement_timeout=0 -c lock_timeout=0 -c transaction_timeout=0"
            + " -c idle_in_transaction_session_timeout=0 -c idle_session_timeout=0";

    private final String url;
    private final Properties properties = new Properties();

    MigrationConnections(String url, Properties properties) {
        this.url = url;
        this.properties.putAll(properties);
        this.properties.setProperty("options", NO_LIMITS);
        this.properties.setProperty("socketTimeout", "0");
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
