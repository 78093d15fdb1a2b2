package dev.ordersaga.lab.replay;

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
 * @param unreadableRows how many rows could not be read, by reason
 */
record InvoiceBook(List<Invoice> invoices, long rows, Map<String, Integer> unreadableRows) {

    private static final Comparator<Invoice> OLDEST_FIRST =
            Comparator.comparing(Invoice::date).thenComparing(Invoice::number);

    /** Brings the rows of one number together, wherever they stand. */
    static InvoiceBook of(List<InvoiceRow> rows) {
        Map<String, List<InvoiceRow>> byNumber = new LinkedHashMap<>();
        Map<String, Integer> unreadable = new TreeMap<>();
        for (InvoiceRow row : rows) {
            if (row.fault() != null) {
                unreadable.merge(row.fault(), 1, Integer::sum);
            }
            if (!row.invoiceNumber().isEmpty()) {
                byNumber.computeIfAbsent(row.invoiceNumber(), number -> new ArrayList<>())
                        .add(row);
            }
        }
        List<Invoice> invoices = new ArrayList<>(byNumber.size());
        byNumber.forEach((number, its) -> invoices.add(invoice(number, its)));
        invoices.sort(OLDEST_FIRST);
        return new InvoiceBook(invoices, rows.size(), unreadable);
    }

    /** All invoices of one kind. */
    List<Invoice> of(InvoiceKind kind) {
        return invoices.stream().filter(invoice -> invoice.kind() == kind).toList();
    }

    /** Only the oldest invoices. */
    InvoiceBook first(int number) {
        return new InvoiceBook(invoices.subList(0, Math.min(number, invoices.size())), rows, unreadableRows);
    }

    private static Invoice invoice(String number, List<InvoiceRow> rows) {
        InvoiceRow first = rows.getFirst();
        Instant date = rows.stream()
                .map(InvoiceRow::date)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<InvoiceLine> lines = rows.stream()
                .<@Nullable InvoiceLine>map(InvoiceRow::line)
                .filter(Objects::nonNull)
                .toList();
        return new Invoice(number, date, first.customerId(), first.country(), kind(number, rows), lines);
    }

    private static InvoiceKind kind(String number, List<InvoiceRow> rows) {
        if (rows.stream().anyMatch(row -> row.fault() != null)) {
            return InvoiceKind.UNREADABLE;
        }
        InvoiceKind announced = InvoiceKind.ofNumber(number);
        boolean oneCustomer =
                rows.stream().map(InvoiceRow::customerId).distinct().count() == 1;
        return announced == InvoiceKind.ORDER && !oneCustomer ? InvoiceKind.SEVERAL_CUSTOMERS : announced;
    }
}
