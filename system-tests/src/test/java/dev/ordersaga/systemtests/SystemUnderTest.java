package dev.ordersaga.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/**
 * The system under test and its URL. With {@code -Dsystem.url=…} it is a running one, such as the three services of
 * docker-compose; otherwise it is started in this JVM.
 */
final class SystemUnderTest implements AutoCloseable {

    /** Name of the setting with the operators' port. */
    static final String OPERATORS = "local.operations.port";

    private static final String URL_OF_A_RUNNING_ONE = "system.url";

    private final String url;
    private final UnaryOperator<String> settings;
    private final Runnable stop;

    private SystemUnderTest(String url, UnaryOperator<String> settings, Runnable stop) {
        this.url = url;
        this.settings = settings;
        this.stop = stop;
    }

    /** The payment deadline is 4 seconds, so that a test can wait for it. */
    static SystemUnderTest open() {
        String running = System.getProperty(URL_OF_A_RUNNING_ONE, "");
        return running.isEmpty()
                ? inThisProcess()
                : new SystemUnderTest(running, name -> System.getProperty(name, ""), () -> {});
    }

    /** A setting of a system in this JVM. */
    String setting(String name) {
        return settings.apply(name);
    }

    /** Started with these settings, {@code --name=value}; the test is skipped for a running system. */
    static SystemUnderTest with(String... settings) {
        Assumptions.assumeTrue(System.getProperty(URL_OF_A_RUNNING_ONE, "").isEmpty(), "needs its own settings");
        return inThisProcess(settings);
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        stop.run();
    }

    private static SystemUnderTest inThisProcess(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        if (arguments.stream().noneMatch(setting -> setting.startsWith("--order-command.payment.deadline="))) {
            arguments.add("--order-command.payment.deadline=4s");
        }
        LocalSystem system = LocalSystem.start(arguments.toArray(String[]::new));
        UnaryOperator<String> known =
                name -> name.equals(OPERATORS) ? String.valueOf(system.operatorsPort()) : system.setting(name);
        return new SystemUnderTest(system.url(), known, system::close);
    }
}
