package dev.ordersaga.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/**
 * The system under test, and where it answers. With {@code -Dhouse.url=…} it is one that runs already, such as the three
 * services of docker-compose; otherwise it is one in this JVM.
 */
final class SystemUnderTest implements AutoCloseable {

    /** Where operators are let in, as a setting. */
    static final String OPERATORS = "local.operations.port";

    private static final String URL_OF_A_RUNNING_ONE = "house.url";

    private final String url;
    private final UnaryOperator<String> settings;
    private final Runnable stop;

    private SystemUnderTest(String url, UnaryOperator<String> settings, Runnable stop) {
        this.url = url;
        this.settings = settings;
        this.stop = stop;
    }

    /** Orders wait 4 seconds for their payment, so that a test can see one time out. */
    static SystemUnderTest open() {
        String running = System.getProperty(URL_OF_A_RUNNING_ONE, "");
        return running.isEmpty()
                ? inThisProcess()
                : new SystemUnderTest(running, name -> System.getProperty(name, ""), () -> {});
    }

    /** A setting of a house in this JVM. */
    String setting(String name) {
        return settings.apply(name);
    }

    /** One with settings of its own, {@code --name=value}; the test is skipped where the house runs already. */
    static SystemUnderTest with(String... settings) {
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

    private static SystemUnderTest inThisProcess(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        if (arguments.stream().noneMatch(setting -> setting.startsWith("--order-command.payment.deadline="))) {
            arguments.add("--order-command.payment.deadline=4s");
        }
        LocalSystem house = LocalSystem.start(arguments.toArray(String[]::new));
        UnaryOperator<String> known =
                name -> name.equals(OPERATORS) ? String.valueOf(house.operatorsPort()) : house.setting(name);
        return new SystemUnderTest(house.url(), known, house::close);
    }
}
