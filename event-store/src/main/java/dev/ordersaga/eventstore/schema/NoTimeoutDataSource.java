package dev.ordersaga.eventstore.schema;

import dev.ordersaga.eventstore.connections.MigrationConnections;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections without timeouts for migrations over any data source that is not ours, as its own user. */
final class NoTimeoutDataSource extends DelegatingDataSource {

    private static final List<String> LIMITS = Arrays.stream(MigrationConnections.NO_LIMITS.split("-c "))
            .map(String::strip)
            .filter(limit -> !limit.isEmpty())
            .toList();

    private NoTimeoutDataSource(DataSource target) {
        super(target);
    }

    static DataSource of(DataSource target, String schema) {
        try {
            return target.isWrapperFor(MigrationConnections.class)
                    ? target.unwrap(MigrationConnections.class).asOwnerOf(schema)
                    : new NoTimeoutDataSource(target);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot find the connections for migrations", e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        connection.setNetworkTimeout(Runnable::run, 0);
        execute(connection, LIMITS.stream().map(limit -> "SET " + limit).collect(Collectors.joining("; ")));
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !connection.isClosed()) {
                        execute(
                                connection,
                                LIMITS.stream()
                                        .map(limit -> "RESET " + limit.substring(0, limit.indexOf('=')))
                                        .collect(Collectors.joining("; ")));
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
