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
 * Connections that are kept for hints. They are made beside the pool, with its settings: a connection that listens must
 * not come back to it, and hints must not wait for one when all are in use.
 */
final class CommitSignalConnections {

    private final DataSource pool;
    private final @Nullable String url;

    /** @param url where to connect to instead of the pool's database */
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
