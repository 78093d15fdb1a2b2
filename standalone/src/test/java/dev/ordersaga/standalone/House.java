package dev.ordersaga.standalone;

import dev.ordersaga.operations.access.OperationsPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The system under test, and where it answers. With {@code -Dhouse.url=…} it is one that runs already, such as the three
 * services of docker-compose; otherwise it is the one-process start, in this JVM, with data of its own.
 */
final class House implements AutoCloseable {

    /** Where operators are let in, as a setting. */
    static final String OPERATORS = "local.operations.port";

    private static final String URL_OF_A_RUNNING_ONE = "house.url";

    private final String url;
    private final UnaryOperator<String> settings;
    private final Runnable stop;

    private House(String url, UnaryOperator<String> settings, Runnable stop) {
        this.url = url;
        this.settings = settings;
        this.stop = stop;
    }

    /** Orders wait 4 seconds for their payment, so that a test can see one time out. */
    static House open() {
        String running = System.getProperty(URL_OF_A_RUNNING_ONE, "");
        return running.isEmpty() ? inThisProcess() : new House(running, name -> System.getProperty(name, ""), () -> {});
    }

    /** A setting of a house in this JVM. */
    String setting(String name) {
        return settings.apply(name);
    }

    /** One with settings of its own, {@code --name=value}; the test is skipped where the house runs already. */
    static House with(String... settings) {
        Assumptions.assumeTrue(System.getProperty(URL_OF_A_RUNNING_ONE, "").isEmpty(), "it has settings of its own");
        return inThisProcess(settings);
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        stop.run();
    }

    private static House inThisProcess(String... settings) {
        Path data = newFolder();
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--management.server.port=0", "--standalone.data-folder=" + data));
        arguments.addAll(List.of(settings));
        if (arguments.stream().noneMatch(setting -> setting.startsWith("--payment.deadline="))) {
            arguments.add("--payment.deadline=4s");
        }
        ConfigurableApplicationContext application =
                StandaloneApplication.builder().run(arguments.toArray(String[]::new));
        Environment environment = application.getEnvironment();
        String port = environment.getRequiredProperty("local.server.port");
        int operators = application.getBean(OperationsPort.class).number();
        UnaryOperator<String> known =
                name -> name.equals(OPERATORS) ? String.valueOf(operators) : environment.getRequiredProperty(name);
        return new House("http://127.0.0.1:" + port, known, () -> {
            application.close();
            delete(data);
        });
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
