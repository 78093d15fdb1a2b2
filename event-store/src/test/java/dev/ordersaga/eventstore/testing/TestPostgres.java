package dev.ordersaga.eventstore.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL per test JVM, with the durability settings of production (fsync and synchronous_commit on), and a new
 * database per call. Embedded by default; with {@code -Dtest.postgres=container} in a container, so that the same tests run
 * on the image of deployments.
 */
public final class TestPostgres {

    /** Runs until its JVM ends. */
    interface Server {

        String USER = "postgres";

        String jdbcUrl(String database);
    }

    private static final Server SERVER =
            System.getProperty("test.postgres", "embedded").equals("container")
                    ? PostgresInContainer.start()
                    : EmbeddedServer.start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Work of an administrator in a new database. */
    public interface Preparation {
        void by(Connection administrator) throws SQLException;
    }

    private TestPostgres() {}

    /** The JDBC URL, without a user, of a new database with what {@code preparation} adds; no role needs a password. */
    public static String newDatabase(Preparation preparation) {
        String url = newDatabase();
        try (Connection administrator = DriverManager.getConnection(url, Server.USER, "")) {
            preparation.by(administrator);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare " + url, e);
        }
        return url.substring(0, url.indexOf('?'));
    }

    /** The JDBC URL (user {@code postgres}, no password) of a new, empty database. */
    public static String newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(SERVER.jdbcUrl("postgres"), Server.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
        return SERVER.jdbcUrl(name);
    }
}
