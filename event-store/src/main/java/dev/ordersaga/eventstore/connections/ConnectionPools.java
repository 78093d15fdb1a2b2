package dev.ordersaga.eventstore.connections;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The data source of a process: one HikariCP pool per {@link ConnectionPurpose}. During a database outage, purposes with a
 * waiting caller fail at once; processors and tasks block until the outage ends and then continue, so that none of them
 * fails, backs off and resumes late.
 */
final class ConnectionPools extends AbstractDataSource
        implements AutoCloseable, ApplicationListener<ContextClosedEvent> {

    private final Map<ConnectionPurpose, HikariDataSource> pools = new EnumMap<>(ConnectionPurpose.class);
    private final DatabaseOutage outage;

    /** @param settings of a single pool; its maximum size is divided among the purposes */
    ConnectionPools(HikariConfig settings) {
        Properties plain = properties(settings, "");
        outage = new DatabaseOutage(() -> DriverManager.getConnection(settings.getJdbcUrl(), plain));
        boolean isOpen = false;
        try {
            for (ConnectionPurpose purpose : ConnectionPurpose.values()) {
                pools.put(purpose, new HikariDataSource(share(settings, purpose)));
            }
            isOpen = true;
        } finally {
            if (!isOpen) {
                close();
            }
        }
    }

    private HikariConfig share(HikariConfig settings, ConnectionPurpose purpose) {
        HikariConfig own = new HikariConfig();
        settings.copyStateTo(own);
        int size = purpose.shareOf(settings.getMaximumPoolSize());
        own.setPoolName(purpose.name().toLowerCase(Locale.ROOT));
        own.setMaximumPoolSize(size);
        own.setMinimumIdle(size);
        if (purpose.hasWaitingCaller()) {
            // The other half of the caller's time may be spent waiting for a lock.
            own.setConnectionTimeout(settings.getConnectionTimeout() / 2);
        }
        own.setDataSource(
                new OutageAwareDataSource(settings.getJdbcUrl(), properties(settings, purpose.options()), outage));
        return own;
    }

    private static Properties properties(HikariConfig settings, String moreOptions) {
        Properties properties = new Properties();
        settings.getDataSourceProperties()
                .forEach((key, value) -> properties.setProperty(key.toString(), value.toString()));
        if (settings.getUsername() != null) {
            properties.setProperty("user", settings.getUsername());
        }
        if (settings.getPassword() != null) {
            properties.setProperty("password", settings.getPassword());
        }
        properties.setProperty("options", (properties.getProperty("options", "") + moreOptions).strip());
        return properties;
    }

    Collection<HikariDataSource> all() {
        return pools.values();
    }

    @Override
    public Connection getConnection() throws SQLException {
        ConnectionPurpose purpose = ConnectionPurpose.current();
        HikariDataSource pool = pool(purpose);
        if (outage.isOngoing()) {
            if (!purpose.hasWaitingCaller()) {
                outage.awaitEnd();
            } else if (pool.getHikariPoolMXBean().getIdleConnections() == 0) {
                throw outage.asException();
            }
        }
        return pool.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("connections are opened with the configured user only");
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T unwrap(Class<T> type) throws SQLException {
        HikariDataSource pool = pool(ConnectionPurpose.REQUESTS);
        return type.isInstance(pool) ? (T) pool : super.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(pool(ConnectionPurpose.REQUESTS)) || super.isWrapperFor(type);
    }

    /** A thread that waits for the end of an outage must not delay the shutdown of the process. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        outage.close();
    }

    @Override
    public void close() {
        outage.close();
        pools.values().forEach(HikariDataSource::close);
    }

    private HikariDataSource pool(ConnectionPurpose purpose) {
        return Objects.requireNonNull(pools.get(purpose));
    }
}
