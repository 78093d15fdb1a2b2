package dev.ordersaga.lab.replay;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invented shop with one case of each kind, and builders for more. */
final class SampleShop {

    static final Path FOLDER = Path.of("src/test/resources/sample-shop");
    static final Currency GBP = Currency.getInstance("GBP");
    static final Instant DAY = Instant.parse("2011-01-01T00:00:00Z");

    private SampleShop() {}

    static InvoiceBook book() {
        return new InvoiceFiles(StandardCharsets.UTF_8).read(FOLDER);
    }

    static ReplaySettings settings(URI url, String paymentMethods, boolean cancelWholeOrders) {
        return settings(url, paymentMethods, cancelWholeOrders, Duration.ofSeconds(30));
    }

    static ReplaySettings settings(URI url, String paymentMethods, boolean cancelWholeOrders, Duration longestAnswer) {
        return new ReplaySettings(
                url,
                "",
                GBP,
                PaymentMethods.parse(paymentMethods, 1),
                cancelWholeOrders,
                4,
                8,
                longestAnswer,
                Duration.ofSeconds(60));
    }

    static ReplaySettings settings() {
        return settings(URI.create("http://nobody.invalid"), "pm_card_visa", false);
    }

    /** An invoice so many hours after {@link #DAY}. */
    static Invoice invoice(String number, int hours, @Nullable String customer, InvoiceLine... lines) {
        return new Invoice(
                number,
                DAY.plus(Duration.ofHours(hours)),
                customer,
                "France",
                InvoiceKind.ofNumber(number),
                List.of(lines));
    }

    static InvoiceLine line(String sku, long quantity, String price) {
        return new InvoiceLine(sku, "ARTICLE " + sku, quantity, price);
    }

    static Outcome outcome(String invoice, Outcome.End end) {
        return new Outcome(
                invoice,
                new UUID(1, invoice.hashCode()),
                end,
                null,
                List.of(),
                null,
                Outcome.Timing.NONE,
                List.of(),
                DAY);
    }
}
