package dev.ordersaga.eventstore.connections;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection through a pooler in transaction mode: the settings of a session would be lost, or left to other clients, so
 * each transaction begins by setting its own. Costs one statement per transaction.
 */
final class TransactionSettings implements InvocationHandler {

    private static final Set<String> BEGINS_ANOTHER = Set.of("setAutoCommit", "commit", "rollback");
    private static final Set<String> USES = Set.of("prepareStatement", "createStatement", "prepareCall");

    private final Connection connection;
    private final String statement;
    private boolean isNew = true;

    private TransactionSettings(Connection connection, String statement) {
        this.connection = connection;
        this.statement = statement;
    }

    static Connection wrap(Connection connection, SessionSettings settings) {
        return (Connection) Proxy.newProxyInstance(
                TransactionSettings.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new TransactionSettings(connection, settings.forTransaction()));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (isNew && USES.contains(method.getName()) && !connection.getAutoCommit()) {
            begin();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        } finally {
            isNew |= BEGINS_ANOTHER.contains(method.getName()) && !isToSavepoint(arguments);
        }
    }

    private static boolean isToSavepoint(Object @Nullable [] arguments) {
        return arguments != null && arguments.length == 1 && arguments[0] instanceof Savepoint;
    }

    private void begin() throws SQLException {
        isNew = false;
        try (Statement first = connection.createStatement()) {
            first.execute(statement);
        }
    }
}
