package dev.ordersaga.operations.roles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Creates the database roles by the script {@code database/roles.sql}, which administrators run in the databases of
 * deployments.
 */
public final class DatabaseRoles {

    /** The user of all services in one process. */
    public static final String ORDER_SAGA = "order_saga";

    /** The user of migrations. */
    public static final String MIGRATION = "order_saga_migration";

    private static final String SCRIPT = "/database/roles.sql";

    private DatabaseRoles() {}

    /**
     * @param administrator a superuser's connection to the database
     * @param passwords by role; the other roles keep theirs
     */
    public static void create(Connection administrator, Map<String, String> passwords) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            statement.execute(script());
            for (Map.Entry<String, String> role : passwords.entrySet()) {
                statement.execute(alteration(administrator, role.getKey(), role.getValue()));
            }
        }
    }

    private static String script() {
        try (InputStream script = DatabaseRoles.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCRIPT, e);
        }
    }

    private static String alteration(Connection administrator, String role, String password) throws SQLException {
        try (PreparedStatement format =
                administrator.prepareStatement("SELECT format('ALTER ROLE %I PASSWORD %L', ?::text, ?::text)")) {
            format.setString(1, role);
            format.setString(2, password);
            try (ResultSet row = format.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
