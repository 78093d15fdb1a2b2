package dev.ordersaga.lab.replay;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

/** Writes rows as CSV in the columns that {@link InvoiceFiles} reads. */
final class InvoiceCsv {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private InvoiceCsv() {}

    /** @param rows all of them readable */
    static void write(Path file, List<InvoiceRow> rows) {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(InvoiceRows.COLUMNS);
            for (InvoiceRow row : rows) {
                InvoiceLine line = Objects.requireNonNull(row.line());
                csv.writeRecord(
                        row.invoiceNumber(),
                        line.sku(),
                        Objects.requireNonNullElse(line.description(), ""),
                        Long.toString(line.quantity()),
                        DATE.format(row.date()),
                        line.unitPrice(),
                        Objects.requireNonNullElse(row.customerId(), ""),
                        row.country());
            }
        } catch (IOException e) {
            throw new InputException("Cannot write " + file + ": " + e, e);
        }
    }
}
