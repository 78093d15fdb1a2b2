package dev.ordersaga.eventstore.schema;

import dev.ordersaga.eventstore.connections.DatabaseFailure;
import dev.ordersaga.eventstore.connections.UnsafeDatabaseException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * Flyway migration of one schema, run before anything else uses the database. Each owner of a schema declares one as a
 * bean, so that several services can share a database, or a process, without sharing a migration history.
 */
public final class SchemaMigration extends FlywayMigrationInitializer {

    private final String schema;

    private SchemaMigration(Flyway flyway, String schema) {
        super(flyway);
        this.schema = schema;
    }

    /** Migrates {@code schema} with the scripts in {@code db/migration/<schema>}; creates the schema if it is missing. */
    public static SchemaMigration of(DataSource dataSource, String schema) {
        return new SchemaMigration(
                Flyway.configure()
                        .dataSource(NoTimeoutDataSource.of(dataSource, schema))
                        .schemas(schema)
                        .defaultSchema(schema)
                        .locations("classpath:db/migration/" + schema)
                        .failOnMissingLocations(true)
                        .load(),
                schema);
    }

    /** @throws UnsafeDatabaseException if there is something to migrate and the user may not do that */
    @Override
    public void afterPropertiesSet() throws Exception {
        try {
            super.afterPropertiesSet();
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException refused && DatabaseFailure.isForbidden(refused)) {
                    throw new UnsafeDatabaseException(
                            "The schema " + schema
                                    + " is not that of this version, and the user of this process may not"
                                    + " migrate it: run the migration first (docs/security.md, Migrations)",
                            e);
                }
            }
            throw e;
        }
    }
}
