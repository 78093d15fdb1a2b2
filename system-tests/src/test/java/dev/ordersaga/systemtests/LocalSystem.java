package dev.ordersaga.systemtests;

import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.operations.access.OperationsPort;
import dev.ordersaga.standalone.StandaloneApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The standalone application in this JVM, with its own data folder, deleted on close.
 *
 * <p>Starts and stops are synchronized: all instances share the JVM's logging, which Spring Boot initializes at each
 * start and which fails with a {@code ConcurrentModificationException} when another instance registers or removes
 * metrics.
 */
final class LocalSystem implements AutoCloseable {

    /** The file of a data folder with the passwords of its database. */
    static final String PASSWORDS = "database.pgpass";

    private static final String ADMINISTRATOR = "postgres";
    private static final Object ONE_AT_A_TIME = new Object();

    private final ConfigurableApplicationContext application;
    private final Path data;

    private LocalSystem(ConfigurableApplicationContext application, Path data) {
        this.application = application;
        this.data = data;
    }

    /** @param settings {@code --name=value}, over those of {@code standalone.yaml} */
    static LocalSystem start(String... settings) {
        return start(StandaloneApplication.builder(), settings);
    }

    /** With additional beans of the test, which may replace those of the application. */
    static LocalSystem startWith(Class<?> beans, String... settings) {
        return start(StandaloneApplication.builder().sources(beans), settings);
    }

    /** On this data folder, which is deleted on close. */
    static LocalSystem startOn(Path data, String... settings) {
        return start(StandaloneApplication.builder(), data, settings);
    }

    private static LocalSystem start(SpringApplicationBuilder builder, String... settings) {
        return start(builder, newFolder(), settings);
    }

    private static LocalSystem start(SpringApplicationBuilder builder, Path data, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--standalone.data-folder=" + data,
                // Most tests have the same customer.
                "--order-command.velocity.orders=100000",
                TestApiKey.SETTING));
        arguments.addAll(List.of(settings));
        synchronized (ONE_AT_A_TIME) {
            return new LocalSystem(builder.run(arguments.toArray(String[]::new)), data);
        }
    }

    /** The URL for clients. */
    String url() {
        return "http://127.0.0.1:" + setting("local.server.port");
    }

    /** The port for operators. */
    int operatorsPort() {
        return bean(OperationsPort.class).number();
    }

    String setting(String name) {
        return application.getEnvironment().getRequiredProperty(name);
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** The database as its superuser, for what no service may do. */
    DataSource administrator() {
        return administrator(data, bean(JdbcConnectionDetails.class).getJdbcUrl());
    }

    /** The database of a data folder as its superuser. */
    static DataSource administrator(Path data, String url) {
        try {
            String password = Files.readAllLines(data.resolve(PASSWORDS)).stream()
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields[3].equals(ADMINISTRATOR))
                    .findFirst()
                    .orElseThrow()[4];
            return new DriverManagerDataSource(url, ADMINISTRATOR, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it, and keeps its data for another start. */
    void stop() {
        synchronized (ONE_AT_A_TIME) {
            application.close();
        }
    }

    @Override
    public void close() {
        stop();
        delete(data);
    }

    static Path newFolder() {
        try {
            return Files.createTempDirectory("order-saga-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
