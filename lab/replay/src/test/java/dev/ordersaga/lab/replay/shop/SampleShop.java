package dev.ordersaga.lab.replay.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sample shop with one invoice of each kind, and builders of more invoices. */
public final class SampleShop {

    public static final Path FOLDER = Path.of("src/test/resources/sample-shop");
    public static final Instant DAY = Instant.parse("2011-01-01T00:00:00Z");

    private SampleShop() {}

    public static Invoices invoices() {
        try {
            return InvoiceFiles.read(FOLDER, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Invoice find(String number, Invoices invoices) {
        return invoices.all().stream()
                .filter(invoice -> invoice.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    /** Invoice of this number of hours after {@link #DAY}. */
    public static Invoice invoice(String number, int hours, @Nullable String customer, Invoice.Line... lines) {
        Instant date = DAY.plus(Duration.ofHours(hours));
        return new Invoice(number, date, customer, Invoice.Kind.ofNumber(number), List.of(lines));
    }

    public static Invoice.Line line(String sku, long quantity, String price) {
        return new Invoice.Line(sku, "ARTICLE " + sku, quantity, price);
    }
}
