package dev.ordersaga.eventprocessing.rebuild;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The indexes of a table, built on the table that will replace it. Part of the running transaction. */
public final class TableIndexes {

    private static final String NEXT = "_next";
    private static final String OLD = "_old";
    private static final int LONGEST_BUILD_MILLIS = (int) Duration.ofHours(1).toMillis();

    private static final String OF_TABLE = "SELECT i.relname AS name, pg_get_indexdef(i.oid) AS definition,"
            + " x.indisprimary AS is_primary FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid"
            + " WHERE x.indrelid = CAST(:table AS regclass)";
    private static final String MISSING = OF_TABLE + " AND i.relname || '" + NEXT + "' NOT IN (SELECT n.relname"
            + " FROM pg_index y JOIN pg_class n ON n.oid = y.indexrelid WHERE y.indrelid = CAST(:next AS regclass))"
            + " ORDER BY is_primary DESC, name LIMIT 1";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final String schema;
    private final String table;
    private final String next;

    /**
     * @param table the current table
     * @param next the one that will replace it
     */
    public TableIndexes(JdbcTemplate template, String schema, String table, String next) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.schema = schema;
        this.table = schema + "." + table;
        this.next = schema + "." + next;
    }

    private record Index(String name, String definition, boolean isPrimary) {}

    /**
     * Builds one of those that the new table lacks, however long that takes.
     *
     * @return false if it has all
     */
    public boolean buildMissing() {
        Optional<Index> missing = jdbc.sql(MISSING)
                .param("table", table)
                .param("next", next)
                .query(Index.class)
                .optional();
        missing.ifPresent(this::build);
        return missing.isPresent();
    }

    private void build(Index index) {
        withoutTimeLimits();
        String name = index.name() + NEXT;
        execute(index.definition()
                .replaceFirst(
                        "^CREATE (UNIQUE )?INDEX .+? USING ", "CREATE $1INDEX " + name + " ON " + next + " USING "));
        if (index.isPrimary()) {
            execute("ALTER TABLE " + next + " ADD CONSTRAINT " + name + " PRIMARY KEY USING INDEX " + name);
        }
    }

    /** Until the end of the transaction; the pool restores the limit of the connection. */
    private void withoutTimeLimits() {
        execute("SET LOCAL statement_timeout = 0");
        execute("SET LOCAL transaction_timeout = 0");
        template.execute((ConnectionCallback<Connection>) connection -> {
            connection.setNetworkTimeout(Runnable::run, LONGEST_BUILD_MILLIS);
            return connection;
        });
    }

    /** Gives the indexes of the new table the names of the current ones, to which later migrations refer. */
    public void swapNames() {
        List<String> names = jdbc.sql(OF_TABLE)
                .param("table", table)
                .query((row, number) -> row.getString(1))
                .list();
        for (String name : names) {
            rename(name, name + OLD);
            rename(name + NEXT, name);
        }
    }

    private void rename(String index, String to) {
        execute("ALTER INDEX " + schema + "." + index + " RENAME TO " + to);
    }

    private void execute(String sql) {
        jdbc.sql(sql).update();
    }
}
