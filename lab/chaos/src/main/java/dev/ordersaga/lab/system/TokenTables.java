package dev.ordersaga.lab.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Where processors keep their positions: each of our services in a schema of its own, stock Axon beside the events. */
public final class TokenTables {

    private TokenTables() {}

    /** Those that there are, with their schemas. */
    static List<String> in(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT schemaname || '.' || tablename FROM pg_tables WHERE tablename = 'token_entry'")) {
            List<String> tables = new ArrayList<>();
            while (row.next()) {
                tables.add(row.getString(1));
            }
            return tables;
        }
    }

    /** How far {@code processor} has come: the index of its segment that is farthest behind, 0 before the first. */
    public static long position(Connection connection, String processor) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String table : in(connection)) {
            parts.add(
                    "SELECT coalesce((regexp_match(convert_from(token, 'UTF8'), '\"index\":(\\d+)'))[1]::bigint, 0) AS index"
                            + " FROM " + table + " WHERE processor_name = '" + processor + "'");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(min(index), 0) FROM (" + String.join(" UNION ALL ", parts) + ") segment")) {
            row.next();
            return row.getLong(1);
        }
    }
}
