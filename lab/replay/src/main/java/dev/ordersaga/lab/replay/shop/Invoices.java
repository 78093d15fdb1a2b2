package dev.ordersaga.lab.replay.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All invoices of an input, oldest first.
 *
 * @param rows number of rows read
 * @param unreadableRows number of rows that cannot be read, by reason
 */
public record Invoices(List<Invoice> all, long rows, Map<String, Integer> unreadableRows) {

    private static final Comparator<Invoice> OLDEST_FIRST =
            Comparator.comparing(Invoice::date).thenComparing(Invoice::number);

    /** Groups rows by invoice number, wherever they are in the input. */
    public static Invoices of(List<InvoiceCsv.Row> rows) {
        Map<String, List<InvoiceCsv.Row>> byNumber = new LinkedHashMap<>();
        Map<String, Integer> unreadable = new TreeMap<>();
        for (InvoiceCsv.Row row : rows) {
            if (row.fault() != null) {
                unreadable.merge(row.fault(), 1, Integer::sum);
            }
            if (!row.invoiceNumber().isEmpty()) {
                byNumber.computeIfAbsent(row.invoiceNumber(), number -> new ArrayList<>())
                        .add(row);
            }
        }
        List<Invoice> invoices = byNumber.entrySet().stream()
                .map(entry -> invoice(entry.getKey(), entry.getValue()))
                .sorted(OLDEST_FIRST)
                .toList();
        return new Invoices(invoices, rows.size(), unreadable);
    }

    /** All invoices of one kind. */
    public List<Invoice> of(Invoice.Kind kind) {
        return all.stream().filter(invoice -> invoice.kind() == kind).toList();
    }

    /** Keeps only the oldest invoices. */
    public Invoices oldest(int number) {
        return new Invoices(all.subList(0, Math.min(number, all.size())), rows, unreadableRows);
    }

    private static Invoice invoice(String number, List<InvoiceCsv.Row> rows) {
        Instant date = rows.stream()
                .map(InvoiceCsv.Row::date)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<Invoice.Line> lines = rows.stream()
                .<Invoice.@Nullable Line>map(InvoiceCsv.Row::line)
                .filter(Objects::nonNull)
                .toList();
        return new Invoice(number, date, rows.getFirst().customerId(), kind(number, rows), lines);
    }

    private static Invoice.Kind kind(String number, List<InvoiceCsv.Row> rows) {
        if (rows.stream().anyMatch(row -> row.fault() != null)) {
            return Invoice.Kind.UNREADABLE;
        }
        Invoice.Kind byNumber = Invoice.Kind.ofNumber(number);
        long customers =
                rows.stream().map(InvoiceCsv.Row::customerId).distinct().count();
        return byNumber == Invoice.Kind.ORDER && customers > 1 ? Invoice.Kind.SEVERAL_CUSTOMERS : byNumber;
    }
}
