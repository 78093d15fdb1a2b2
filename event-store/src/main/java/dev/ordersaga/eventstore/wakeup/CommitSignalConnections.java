package dev.ordersaga.eventstore.wakeup;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens the long-lived connections for signals, outside the pool but with its settings: a connection that listens must not
 * be returned to the pool, and signals must not wait while all of its connections are in use.
 */
final class CommitSignalConnections {

    private final DataSource pool;
    private final @Nullable String url;

    /** @param url JDBC URL to use instead of the pool's; null for the pool's */
    CommitSignalConnections(DataSource pool, @Nullable String url) {
        this.pool = pool;
        this.url = url;
    }

    Connection open() throws SQLException {
        if (!pool.isWrapperFor(HikariDataSource.class)) {
            return url == null ? pool.getConnection() : DriverManager.getConnection(url);
        }
        HikariDataSource hikari = pool.unwrap(HikariDataSource.class);
        String target = url == null ? hikari.getJdbcUrl() : url;
        if (target == null) {
            return pool.getConnection();
        }
        Properties properties = new Properties();
        hikari.getDataSourceProperties()
                .forEach((key, value) -> properties.setProperty(key.toString(), value.toString()));
        Credentials credentials = hikari.getCredentials();
        if (credentials.getUsername() != null) {
            properties.setProperty("user", credentials.getUsername());
        }
        if (credentials.getPassword() != null) {
            properties.setProperty("password", credentials.getPassword());
        }
        return DriverManager.getConnection(target, properties);
    }
}
