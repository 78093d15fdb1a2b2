package dev.ordersaga.eventstore.connections;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.UnaryOperator;
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
    private final ConnectionSettings reached;
    private final MigrationConnections migrations;

    /**
     * @param settings of a single pool; its maximum size is divided among the purposes
     * @throws UnsafeDatabaseException if the server does not meet the {@link ServerRequirements}
     */
    ConnectionPools(HikariConfig settings, ConnectionSettings reached) {
        this.reached = reached;
        Properties plain = properties(settings);
        Properties limited = properties(settings);
        session(settings, ConnectionPurpose.MONITORING).addTo(limited);
        Properties probing = reached.isPooled() ? plain : limited;
        outage = new DatabaseOutage(
                () -> DriverManager.getConnection(settings.getJdbcUrl(), probing), this::dropSessions);
        migrations = new MigrationConnections(reached.directUrlOr(settings.getJdbcUrl()), plain, reached.migration());
        new ServerRequirements(limited, sizes(settings)).check(settings.getJdbcUrl(), reached);
        boolean isOpen = false;
        try {
            for (ConnectionPurpose purpose : ConnectionPurpose.values()) {
                pools.put(purpose, new HikariDataSource(share(settings, purpose)));
            }
            isOpen = true;
        } catch (HikariPool.PoolInitializationException e) {
            throw e.getCause() instanceof SQLException refused
                    ? new UnsafeDatabaseException(ServerRequirements.cannotConnect(refused), refused)
                    : e;
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
        // The others open on demand: a limit of the server is shared with other processes.
        own.setMinimumIdle(purpose.minimumIdle());
        own.setExceptionOverride(new SessionEviction(outage));
        if (purpose.hasWaitingCaller()) {
            // The other half of the caller's time may be spent waiting for a lock.
            own.setConnectionTimeout(settings.getConnectionTimeout() / 2);
        }
        own.setDataSource(sessions(settings, purpose));
        return own;
    }

    private OutageAwareDataSource sessions(HikariConfig settings, ConnectionPurpose purpose) {
        Properties properties = properties(settings);
        SessionSettings session = session(settings, purpose);
        if (!reached.isPooled()) {
            session.addTo(properties);
            return new OutageAwareDataSource(settings.getJdbcUrl(), properties, UnaryOperator.identity(), outage);
        }
        // A named statement of one transaction may not exist in the session of the next one.
        properties.setProperty("prepareThreshold", "0");
        return new OutageAwareDataSource(
                settings.getJdbcUrl(), properties, opened -> TransactionSettings.wrap(opened, session), outage);
    }

    private static SessionSettings session(HikariConfig settings, ConnectionPurpose purpose) {
        return new SessionSettings(settings.getDataSourceProperties().getProperty("options", ""), purpose);
    }

    private static int sizes(HikariConfig settings) {
        return Arrays.stream(ConnectionPurpose.values())
                .mapToInt(purpose -> purpose.shareOf(settings.getMaximumPoolSize()))
                .sum();
    }

    /** Without session options. */
    private static Properties properties(HikariConfig settings) {
        Properties properties = new Properties();
        settings.getDataSourceProperties()
                .forEach((key, value) -> properties.setProperty(key.toString(), value.toString()));
        if (settings.getUsername() != null) {
            properties.setProperty("user", settings.getUsername());
        }
        if (settings.getPassword() != null) {
            properties.setProperty("password", settings.getPassword());
        }
        properties.remove("options");
        // A server that has become read-only is an outage; the driver checks it when it connects, each time.
        properties.putIfAbsent("targetServerType", "primary");
        properties.putIfAbsent("hostRecheckSeconds", "0");
        return properties;
    }

    /** The sessions of a server that cannot be used: idle ones now, the others when they are returned. */
    private void dropSessions() {
        pools.values().forEach(pool -> {
            HikariPoolMXBean open = pool.getHikariPoolMXBean();
            if (open != null) {
                open.softEvictConnections();
            }
        });
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

    /** As a pool, for those who need its settings; as {@link MigrationConnections}. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        for (Object inner : List.of(pool(ConnectionPurpose.REQUESTS), migrations)) {
            if (type.isInstance(inner)) {
                return type.cast(inner);
            }
        }
        return super.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(pool(ConnectionPurpose.REQUESTS))
                || type.isInstance(migrations)
                || super.isWrapperFor(type);
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
