package dev.ordersaga.lab.replay.shop;

import static dev.ordersaga.lab.replay.shop.SampleShop.invoice;
import static dev.ordersaga.lab.replay.shop.SampleShop.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationMatcherTest {

    private final Invoice first = invoice("1", 1, "ann", line("A", 10, "1.0"), line("B", 2, "1.0"));
    private final Invoice second = invoice("2", 2, "ann", line("A", 4, "1.0"));

    @Test
    void latestEarlierOrderThatCoversItMatches() {
        assertThat(match(invoice("C3", 3, "ann", line("A", -4, "1.0")))).containsExactly("WHOLE 2");
        assertThat(match(invoice("C3", 3, "ann", line("A", -5, "1.0")))).containsExactly("PARTIAL 1");
    }

    @Test
    void allArticlesAreOfTheSameOrder() {
        assertThat(match(invoice("C3", 3, "ann", line("A", -10, "1.0"), line("B", -2, "1.0"))))
                .containsExactly("WHOLE 1");
        assertThat(match(invoice("C3", 3, "ann", line("A", -1, "1.0"), line("X", -1, "1.0"))))
                .containsExactly("NOT_COVERED -");
    }

    @Test
    void linesOfTheSameArticleAreAdded() {
        assertThat(match(invoice("C3", 3, "ann", line("A", -2, "1.0"), line("A", -2, "1.0"))))
                .containsExactly("WHOLE 2");
    }

    @Test
    void earlierCancellationsAreSubtracted() {
        assertThat(match(
                        invoice("C3", 3, "ann", line("A", -1, "1.0")),
                        invoice("C4", 4, "ann", line("A", -4, "1.0")),
                        invoice("C5", 5, "ann", line("A", -3, "1.0")),
                        invoice("C6", 6, "ann", line("A", -7, "1.0"))))
                .containsExactly("PARTIAL 2", "PARTIAL 1", "PARTIAL 2", "NOT_COVERED -");
    }

    @Test
    void secondCancellationIsNeverAWholeOrder() {
        assertThat(match(invoice("C3", 3, "ann", line("A", -1, "1.0")), invoice("C4", 4, "ann", line("A", -3, "1.0"))))
                .containsExactly("PARTIAL 2", "PARTIAL 2");
    }

    @Test
    void refundOfLessThanThePriceIsPartial() {
        assertThat(match(invoice("C3", 3, "ann", line("A", -4, "0.99")))).containsExactly("PARTIAL 2");
    }

    @Test
    void refundNeverExceedsTheRemainingAmount() {
        assertThat(match(invoice("C3", 3, "ann", line("A", -4, "2.0")))).containsExactly("PARTIAL 1");
        assertThat(match(invoice("C3", 3, "ann", line("A", -4, "9.0")))).containsExactly("NOT_COVERED -");
    }

    @Test
    void onlyEarlierOrdersOfTheSameCustomerMatch() {
        assertThat(match(invoice("C0", 0, "ann", line("A", -1, "1.0")))).containsExactly("NO_EARLIER_ORDER -");
        assertThat(match(invoice("C3", 3, "bob", line("A", -1, "1.0")))).containsExactly("NO_EARLIER_ORDER -");
        assertThat(match(invoice("C3", 3, "ann", line("X", -1, "1.0")))).containsExactly("NO_EARLIER_ORDER -");
        assertThat(match(invoice("C3", 3, null, line("A", -1, "1.0")))).containsExactly("NO_CUSTOMER -");
    }

    private List<String> match(Invoice... cancellations) {
        return CancellationMatcher.match(List.of(first, second), List.of(cancellations), 2).stream()
                .map(CancellationMatcherTest::text)
                .toList();
    }

    private static String text(CancellationMatcher.Match match) {
        Invoice order = match.order();
        return match.kind() + " " + (order == null ? "-" : order.number());
    }
}
