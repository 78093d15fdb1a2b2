package dev.ordersaga.payment.gateway.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.Declines;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.Expires;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.NeverAnswers;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.RequiresAction;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.Succeeds;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.SucceedsAfter;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.TakesDays;
import dev.ordersaga.payment.gateway.simulated.TestPaymentMethods.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentMethodsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "payment-methods.md");

    @Test
    void thePageListsExactlyTheTokensOfTheProvider() throws IOException {
        List<String> table = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
        assertThat(table).as("the table of %s", PAGE).isEqualTo(expectedTable());
    }

    private static List<String> expectedTable() {
        List<String> lines = new ArrayList<>();
        lines.add("| Payment method | Outcome | Code | Meaning |");
        lines.add("|---|---|---|---|");
        for (Row row : TestPaymentMethods.TABLE) {
            lines.add(line("`" + row.token() + "`", row.behaviour(), row.meaning()));
        }
        lines.add(line("`pm_slow_{1..60}s`", TestPaymentMethods.of("pm_slow_1s"), "paid after so many seconds"));
        lines.add(line(
                "`pm_expires_{1..60}s`",
                TestPaymentMethods.of("pm_expires_1s"),
                "paid; what is only reserved is gone after so many seconds"));
        lines.add(line("any other", TestPaymentMethods.of("pm_any_other"), "the provider does not know it"));
        return lines;
    }

    private static String line(String method, SimulatedBehaviour behaviour, String meaning) {
        String outcome = switch (behaviour) {
            case Succeeds s -> "success |";
            case Declines declines -> "declined | `" + declines.code() + "`";
            case SucceedsAfter s -> "success, later |";
            case RequiresAction a -> "action required |";
            case TakesDays slow ->
                "processing, then "
                        + (slow.then() instanceof Declines d ? "declined | `" + d.code() + "`" : "success |");
            case Expires e -> "success |";
            case NeverAnswers n -> "none |";
        };
        return "| " + method + " | " + outcome + " | " + meaning + " |";
    }
}
