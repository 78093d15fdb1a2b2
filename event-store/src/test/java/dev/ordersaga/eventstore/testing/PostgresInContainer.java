package dev.ordersaga.eventstore.testing;

import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL from the image that docker-compose.yml names. */
record PostgresInContainer(PostgreSQLContainer postgres) implements TestPostgres.Server {

    private static final String IMAGE = "postgres:18";

    @SuppressWarnings("resource") // runs until the JVM ends
    static PostgresInContainer start() {
        PostgreSQLContainer postgres = new PostgreSQLContainer(IMAGE)
                .withUsername(USER)
                .withDatabaseName("postgres")
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
                .withCommand("postgres", "-c", "max_connections=300", "-c", "max_prepared_transactions=10");
        postgres.start();
        return new PostgresInContainer(postgres);
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getMappedPort(5432) + "/" + database
                + "?user=" + USER;
    }
}
