package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.eventstore.schema.MigrationApplication;
import dev.ordersaga.eventstore.testing.TestPostgres;
import dev.ordersaga.operations.roles.DatabaseRoles;
import dev.ordersaga.systemtests.rules.Codebase;
import dev.ordersaga.systemtests.rules.SourceTree;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every statement is tried as every role on every table: what is allowed, and that everything else is refused. */
class DatabaseRolesIT {

    private static final String FORBIDDEN = "42501";
    private static final String READ = "SELECT";
    private static final String APPEND = "SELECT INSERT";
    private static final String CHANGE = "SELECT INSERT UPDATE DELETE";
    private static final String OWN = CHANGE + " TRUNCATE ALTER DROP";

    private static final List<String> SERVICES = List.of("order_command", "payment_handler", "order_query");
    /** Those with migrations: a new schema fails here until {@link #ofService} says what may be done with its tables. */
    private static final List<String> SCHEMAS = schemas();

    /** What each verb executes; {@code %1$s} is the table, {@code %2$s} one of its columns. None changes a row. */
    private static final Map<String, String> STATEMENTS = Map.of(
            "SELECT", "SELECT FROM %1$s LIMIT 0",
            "INSERT", "INSERT INTO %1$s (%2$s) SELECT NULL WHERE false",
            "UPDATE", "UPDATE %1$s SET %2$s = NULL WHERE false",
            "DELETE", "DELETE FROM %1$s WHERE false",
            "TRUNCATE", "TRUNCATE %1$s CASCADE",
            "ALTER", "ALTER TABLE %1$s ADD COLUMN added integer",
            "DROP", "DROP TABLE %1$s CASCADE");

    private static final String DATABASE =
            TestPostgres.newDatabase(administrator -> DatabaseRoles.create(administrator, Map.of()));
    private static final Map<String, String> TABLES = migrated();

    private static List<String> schemas() {
        SourceTree checkout = Codebase.ofThisCheckout().sources();
        return checkout.modules().stream()
                .filter(module -> !SourceTree.isLab(module))
                .map(module -> Path.of(module, "src", "main", "resources", "db", "migration"))
                .flatMap(scripts -> checkout.filesBelow(scripts).stream())
                .map(script ->
                        Objects.requireNonNull(script.getParent()).getFileName().toString())
                .distinct()
                .toList();
    }

    /** The tables, each with a column that can be inserted and updated. */
    private static Map<String, String> migrated() {
        MigrationApplication.run(
                "--spring.datasource.url=" + DATABASE,
                "--event-store.connections.migration.username=" + DatabaseRoles.MIGRATION,
                "--event-store.connections.migration.password=");
        Map<String, String> tables = new TreeMap<>();
        try (Connection administrator = connect("postgres");
                Statement statement = administrator.createStatement();
                var rows = statement.executeQuery("SELECT c.relnamespace::regnamespace || '.' || c.relname,"
                        + " (SELECT min(attname) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0"
                        + " AND NOT attisdropped AND attidentity = '' AND attgenerated = '') FROM pg_class c"
                        + " WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('"
                        + String.join("', '", SCHEMAS) + "')")) {
            while (rows.next()) {
                tables.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return tables;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order_command",
                "payment_handler",
                "order_query",
                "order_saga",
                "order_saga_migration",
                "metrics",
                "backup"
            })
    void eachRoleMayDoWhatItsTaskNeedsAndNothingElse(String role) throws SQLException {
        assertThat(TABLES.keySet()).contains("eventstore.domain_event_entry", "ordercommand.stored_response");
        Map<String, String> allowed = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        try (Connection connection = connect(role)) {
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                allowed.put(table.getKey(), allowed(connection, table.getKey(), table.getValue()));
                expected.put(table.getKey(), expected(role, table.getKey()));
            }
        }
        assertThat(allowed).isEqualTo(expected);
    }

    /** In the order of {@link #OWN}. */
    private static String allowed(Connection connection, String table, String column) throws SQLException {
        List<String> allowed = new ArrayList<>();
        for (String verb : OWN.split(" ", -1)) {
            if (isAllowed(
                    connection, Objects.requireNonNull(STATEMENTS.get(verb)).formatted(table, column))) {
                allowed.add(verb);
            }
        }
        return String.join(" ", allowed);
    }

    private static String expected(String role, String table) {
        String schema = table.substring(0, table.indexOf('.'));
        String name = table.substring(schema.length() + 1);
        return switch (role) {
            case "backup" -> READ;
            case "metrics", "order_saga_migration" -> "";
            case "order_saga" ->
                schema.equals("orderstatus")
                        ? OWN
                        : SERVICES.stream()
                                .map(service -> ofService(service, schema, name))
                                .max((one, other) -> one.length() - other.length())
                                .orElseThrow();
            default -> ofService(role, schema, name);
        };
    }

    private static String ofService(String role, String schema, String table) {
        boolean isHistory = table.equals("flyway_schema_history");
        if (schema.equals(role.replace("_", "")) && !role.equals("order_query")) {
            return isHistory ? READ : CHANGE;
        }
        return switch (schema) {
            case "orderstatus" -> role.equals("order_query") ? OWN : shared(table);
            case "eventstore" -> table.equals("domain_event_entry") && !role.equals("order_query") ? APPEND : READ;
            case "operatorlog" -> isHistory ? READ : APPEND;
            case "access" -> isHistory ? READ : "SELECT INSERT UPDATE";
            case "privacy" -> ofPrivacy(table, role.equals("order_query"));
            case "eventprocessing" -> isHistory ? READ : CHANGE;
            default -> shared(table);
        };
    }

    /** Erasures are requested, and keys deleted, by order-query. */
    private static String ofPrivacy(String table, boolean isErasing) {
        return switch (table) {
            case "subject_key" -> isErasing ? CHANGE : APPEND;
            case "erasure" -> isErasing ? "SELECT INSERT UPDATE" : "SELECT UPDATE";
            case "erasure_step" -> isErasing ? "SELECT INSERT DELETE" : APPEND;
            case "flyway_schema_history" -> READ;
            default -> APPEND;
        };
    }

    /** Of another service: its tokens and tasks, for operators. */
    private static String shared(String table) {
        return switch (table) {
            case "token_entry" -> CHANGE;
            case "scheduled_tasks" -> READ;
            default -> "";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_command", "payment_handler", "order_query", "order_saga", "metrics", "backup"})
    void noRoleChangesTheDatabaseOrItsOwnRights(String role) throws SQLException {
        try (Connection connection = connect(role)) {
            for (String statement : List.of(
                    "SELECT setval('eventstore.domain_event_entry_seq', 1)",
                    "ALTER SEQUENCE eventstore.domain_event_entry_seq RESTART",
                    "CREATE TRIGGER t BEFORE INSERT ON eventstore.domain_event_entry FOR EACH ROW"
                            + " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
                    "CREATE RULE r AS ON INSERT TO eventstore.domain_event_entry DO INSTEAD NOTHING",
                    "LOCK TABLE eventstore.domain_event_entry IN ACCESS EXCLUSIVE MODE",
                    "SET ROLE order_saga_owner",
                    "SET ROLE postgres",
                    "SET session_replication_role = replica",
                    "CREATE SCHEMA other",
                    "CREATE TABLE public.other ()",
                    "CREATE TEMP TABLE other ()",
                    "CREATE TABLE eventstore.other ()",
                    "CREATE TABLE ordercommand.other ()",
                    "CREATE ROLE other",
                    "CREATE EXTENSION pg_stat_statements SCHEMA eventstore",
                    "ALTER ROLE postgres PASSWORD 'x'",
                    "SELECT pg_reload_conf()",
                    "GRANT order_saga_owner TO " + role,
                    "SELECT pg_read_file('PG_VERSION')",
                    "COPY (SELECT 1) TO PROGRAM 'cat'",
                    "COPY eventstore.domain_event_entry FROM '/etc/passwd'")) {
                assertThat(isAllowed(connection, statement))
                        .as(role + ": " + statement)
                        .isFalse();
            }
        }
    }

    @Test
    void onlyWritersTakeAnIndexAndAllServicesSeeWhoHoldsUpTheReaders() throws SQLException {
        List<String> writers = new ArrayList<>();
        try (Connection other = connect("postgres")) {
            for (String role :
                    List.of("order_command", "payment_handler", "order_query", "order_saga", "metrics", "backup")) {
                try (Connection connection = connect(role)) {
                    if (isAllowed(connection, "SELECT nextval('eventstore.domain_event_entry_seq')")) {
                        writers.add(role);
                    }
                    boolean seesOthers = number(
                                    connection,
                                    "SELECT count(*) FROM pg_stat_activity WHERE backend_start IS NOT NULL"
                                            + " AND usename = 'postgres' AND state IS NOT NULL")
                            > 0;
                    assertThat(seesOthers).as(role).isEqualTo(!role.equals("backup"));
                }
            }
            assertThat(other.isValid(1)).isTrue();
        }
        assertThat(writers).containsExactly("order_command", "payment_handler", "order_saga");
    }

    /** Nothing here needs a password, so the limit is what refuses. */
    @Test
    void aRoleCannotTakeAllConnections() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (taken.size() < 10) {
                            taken.add(connect("metrics"));
                        }
                    })
                    .hasMessageContaining("too many connections for role \"metrics\"");
            assertThat(taken).hasSize(5);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        try (Connection administrator = connect("postgres");
                var rows = administrator
                        .createStatement()
                        .executeQuery("SELECT rolname FROM pg_roles WHERE rolcanlogin"
                                + " AND rolconnlimit = -1 AND rolname IN ('order_command', 'payment_handler', 'order_query',"
                                + " 'order_saga', 'order_saga_migration', 'metrics', 'backup')")) {
            assertThat(rows.next()).as("a role without a limit").isFalse();
        }
    }

    /** A migration without the right to migrate ends in one sentence; one with nothing to do does not need it. */
    @Test
    void aServiceWithoutTheRightToMigrateSaysSo() {
        MigrationApplication.run("--spring.datasource.url=" + DATABASE, "--spring.datasource.username=backup");
        String empty = TestPostgres.newDatabase(administrator -> DatabaseRoles.create(administrator, Map.of()));
        assertThatThrownBy(() -> MigrationApplication.run(
                        "--spring.datasource.url=" + empty, "--spring.datasource.username=order_command"))
                .hasStackTraceContaining("may not migrate it: run the migration first");
    }

    /** Everything that exists belongs to a role without a login, or to the service that rebuilds it. */
    @Test
    void theSchemasBelongToTheirOwners() throws SQLException {
        try (Connection administrator = connect("postgres");
                var rows = administrator
                        .createStatement()
                        .executeQuery("SELECT DISTINCT relnamespace::regnamespace || ' ' || pg_get_userbyid(relowner)"
                                + " FROM pg_class WHERE relnamespace::regnamespace::text IN ('"
                                + String.join("', '", SCHEMAS) + "')")) {
            List<String> owners = new ArrayList<>();
            while (rows.next()) {
                owners.add(rows.getString(1));
            }
            assertThat(owners)
                    .containsExactlyInAnyOrderElementsOf(SCHEMAS.stream()
                            .map(schema ->
                                    schema + (schema.equals("orderstatus") ? " order_query" : " order_saga_owner"))
                            .collect(Collectors.toList()));
        }
    }

    private static boolean isAllowed(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(sql + ": " + e.getMessage()).isEqualTo(FORBIDDEN);
            return false;
        } finally {
            connection.rollback();
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(DATABASE, role, "");
    }
}
