package dev.ordersaga.lab.system;

import java.sql.SQLException;
import java.util.List;

/** The token stores: one per service schema, or one beside the events with stock Axon. */
public final class TokenTables {

    private TokenTables() {}

    /** Names of the existing tables, with their schemas. */
    static List<String> in(DatabaseSession database) throws SQLException {
        return database.query(
                "SELECT schemaname || '.' || tablename FROM pg_tables WHERE tablename = 'token_entry'",
                row -> row.getString(1));
    }

    /** Position of a processor: the index of its last segment, 0 before the first event. */
    public static long position(DatabaseSession database, String processor) throws SQLException {
        List<String> parts = in(database).stream()
                .map(table -> "SELECT coalesce((regexp_match(convert_from(token, 'UTF8'),"
                        + " '\"index\":(\\d+)'))[1]::bigint, 0) AS index"
                        + " FROM " + table + " WHERE processor_name = '" + processor + "'")
                .toList();
        return database.number(
                "SELECT coalesce(min(index), 0) FROM (" + String.join(" UNION ALL ", parts) + ") segment");
    }
}
