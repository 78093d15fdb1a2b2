package dev.ordersaga.eventstore.connections;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks, by one connection before the pools open, what the server must be: its version, the encoding of the database, room
 * for the connections of this process, and no pooler that is not configured. Each violation is one sentence.
 */
final class ServerRequirements {

    private static final Logger LOG = LoggerFactory.getLogger(ServerRequirements.class);

    /** The first version with {@code transaction_timeout}, which bounds the transactions that readers wait for. */
    static final int MINIMUM_VERSION = 17;

    private static final int LISTENING_AND_SENDING = 2;

    private static final String SERVER = """
            SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version'),
                pg_backend_pid(), current_database(), current_setting('server_encoding'),
                least(current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                    - coalesce(current_setting('reserved_connections', true)::int, 0),
                    (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user),
                    (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database())),
                (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()),
                (SELECT rolsuper AND inet_server_addr() IS DISTINCT FROM inet_client_addr() FROM pg_roles
                 WHERE rolname = current_user), current_user
            """;

    private final Properties properties;
    private final int poolSizes;

    /** @param poolSizes sum of the largest sizes of all pools */
    ServerRequirements(Properties properties, int poolSizes) {
        this.properties = properties;
        this.poolSizes = poolSizes;
    }

    /** @throws UnsafeDatabaseException with all violations */
    void check(String url, ConnectionSettings settings) {
        List<String> violations = new ArrayList<>();
        String direct = settings.directUrl();
        try (Connection connection = DriverManager.getConnection(settings.directUrlOr(url), properties);
                Statement statement = connection.createStatement();
                ResultSet server = statement.executeQuery(SERVER)) {
            server.next();
            violations.addAll(violationsOf(server));
            if (server.getBoolean(8)) {
                LOG.warn(
                        "This process is connected as {}, a superuser, who may change and remove events: use a role without"
                                + " that right (docs/security.md, Database roles)",
                        server.getString(9));
            }
            int pid = connection.unwrap(PGConnection.class).getBackendPID();
            if (pid != server.getInt(3)) {
                violations.add((direct == null ? "spring.datasource.url" : "event-store.connections.direct-url")
                        + " leads through a pooler, which loses prepared statements, session settings and commit signals:"
                        + " set event-store.connections.direct-url to the JDBC URL of the server itself"
                        + " (docs/operating.md, Behind a pooler)");
            }
        } catch (SQLException e) {
            throw new UnsafeDatabaseException(cannotConnect(e), e);
        }
        if (!violations.isEmpty()) {
            throw new UnsafeDatabaseException(violations);
        }
    }

    List<String> violationsOf(ResultSet server) throws SQLException {
        List<String> violations = new ArrayList<>();
        if (server.getInt(1) < MINIMUM_VERSION) {
            violations.add("the server is PostgreSQL %s: version %d or newer is needed"
                    .formatted(server.getString(2), MINIMUM_VERSION));
        }
        if (!server.getString(5).equals("UTF8")) {
            violations.add("database %s has the encoding %s: it must be created with ENCODING 'UTF8'"
                    .formatted(server.getString(4), server.getString(5)));
        }
        int needed = poolSizes + LISTENING_AND_SENDING;
        int allowed = server.getInt(6);
        int used = server.getInt(7);
        if (needed > allowed) {
            violations.add(("this process may open %d connections and the server allows %d: raise max_connections"
                            + " or lower spring.datasource.hikari.maximum-pool-size")
                    .formatted(needed, allowed));
        } else if (used + needed > allowed) {
            LOG.warn(
                    "{} of {} connections to the database are in use and this process may open {}:"
                            + " under load the sum is too large (docs/operating.md, Connections)",
                    used,
                    allowed,
                    needed);
        }
        return violations;
    }

    static String cannotConnect(SQLException failure) {
        String advice = switch (String.valueOf(failure.getSQLState())) {
            case "53300" -> ": raise max_connections, or start fewer processes (docs/operating.md, Connections)";
            case "08P01" -> ": a pooler needs event-store.connections.direct-url (docs/operating.md, Behind a pooler)";
            default -> "";
        };
        return "The database cannot be used: " + failure.getMessage() + advice;
    }
}
