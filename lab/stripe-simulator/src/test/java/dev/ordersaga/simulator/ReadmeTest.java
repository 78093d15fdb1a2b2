package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.simulator.fault.FaultKind;
import dev.ordersaga.simulator.method.PaymentMethod;
import dev.ordersaga.simulator.method.PaymentMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README names every payment method, fault and option. */
class ReadmeTest {

    @Test
    void documentsEveryPaymentMethodFaultAndOption() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (PaymentMethod method : PaymentMethods.all()) {
            assertThat(readme).contains("`" + method.id() + "`");
        }
        for (FaultKind kind : FaultKind.values()) {
            assertThat(readme).contains("`" + kind.wireName() + "`");
        }
        SimulatorApplication.commandLine()
                .getCommandSpec()
                .options()
                .forEach(option -> assertThat(readme).contains("`" + option.longestName() + "`"));
    }
}
