package dev.ordersaga.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each alert rule has a section in the runbook. */
class AlertsTest {

    private static final Path RULES = Path.of("operations", "prometheus", "order-saga.rules.yml");

    @Test
    void everyAlertHasItsSectionInTheRunbook() throws IOException {
        Path root = Pages.CHECKOUT.root();
        String rules = Files.readString(root.resolve(RULES));
        List<String> alerts = Pattern.compile("- alert: (\\w+)")
                .matcher(rules)
                .results()
                .map(found -> "### " + found.group(1))
                .toList();
        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(Files.readString(root.resolve("docs/operating.md")).lines()).containsAll(alerts);
    }
}
