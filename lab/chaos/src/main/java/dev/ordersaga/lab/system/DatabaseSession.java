package dev.ordersaga.lab.system;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A connection of an observer to the database under test. */
public final class DatabaseSession implements AutoCloseable {

    private static final String USER = "postgres";

    private final Connection connection;

    /** @param port the database's port on loopback */
    public DatabaseSession(int port) throws SQLException {
        this(port, USER);
    }

    /** The same as another role, by which statement statistics tell an observer from the services. */
    public DatabaseSession(int port, String role) throws SQLException {
        connection = DriverManager.getConnection(Database.url(port) + "?user=" + USER + "&ApplicationName=lab");
        execute("SET ROLE " + role);
    }

    /** The passwords of the database in the standalone application's data folder, for all sessions of this program. */
    public static void readPasswordsFrom(Path dataFolder) {
        System.setProperty(
                "org.postgresql.pgpassfile",
                dataFolder.resolve("database.pgpass").toString());
    }

    /** Reads one row. */
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs one or more statements without parameters. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    /** The first column of the only row. */
    public long number(String sql) throws SQLException {
        return query(sql, row -> row.getLong(1)).getFirst();
    }

    /** The first column of the only row. */
    public String text(String sql) throws SQLException {
        return query(sql, row -> row.getString(1)).getFirst();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
