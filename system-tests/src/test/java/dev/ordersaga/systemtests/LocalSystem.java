package dev.ordersaga.systemtests;

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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The one-process start, in this JVM, with data of its own that go when it is closed.
 *
 * <p>One of them starts or stops at a time: all share the JVM's logging, which Spring Boot sets up anew with every start
 * and which fails with a {@code ConcurrentModificationException} when another one's metrics come or go meanwhile.
 */
final class LocalSystem implements AutoCloseable {

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

    /** With beans of the test's own beside, or in place of, the application's. */
    static LocalSystem startWith(Class<?> beans, String... settings) {
        return start(StandaloneApplication.builder().sources(beans), settings);
    }

    private static LocalSystem start(SpringApplicationBuilder builder, String... settings) {
        Path data = newFolder();
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--management.server.port=0", "--standalone.data-folder=" + data));
        arguments.addAll(List.of(settings));
        synchronized (ONE_AT_A_TIME) {
            return new LocalSystem(builder.run(arguments.toArray(String[]::new)), data);
        }
    }

    /** Where clients are let in. */
    String url() {
        return "http://127.0.0.1:" + setting("local.server.port");
    }

    /** Where operators are let in. */
    int operatorsPort() {
        return bean(OperationsPort.class).number();
    }

    String setting(String name) {
        return application.getEnvironment().getRequiredProperty(name);
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    @Override
    public void close() {
        synchronized (ONE_AT_A_TIME) {
            application.close();
        }
        delete(data);
    }

    static Path newFolder() {
        try {
            return Files.createTempDirectory("order-saga-house");
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
