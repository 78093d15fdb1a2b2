package dev.ordersaga.eventstore.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * Flyway migration of one schema, run before anything else uses the database. Each owner of a schema declares one as a
 * bean, so that several services can share a database, or a process, without sharing a migration history.
 */
public final class SchemaMigration extends FlywayMigrationInitializer {

    private SchemaMigration(Flyway flyway) {
        super(flyway);
    }

    /** Migrates {@code schema} with the scripts in {@code db/migration/<schema>}; creates the schema if it is missing. */
    public static SchemaMigration of(DataSource dataSource, String schema) {
        return new SchemaMigration(Flyway.configure()
                .dataSource(NoTimeoutDataSource.of(dataSource))
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/migration/" + schema)
                .failOnMissingLocations(true)
                .load());
    }
}
