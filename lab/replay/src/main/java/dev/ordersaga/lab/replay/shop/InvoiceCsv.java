package dev.ordersaga.lab.replay.shop;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ordersaga.lab.replay.shop.Invoice.Line;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reader and writer of the CSV format of invoices. Dates have no time zone and are read as UTC. Repeated values (goods,
 * customers, dates) are interned: a year of rows fits in memory.
 */
public final class InvoiceCsv {

    static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    private static final DateTimeFormatter DATES = DateTimeFormatter.ofPattern(
            "[yyyy-MM-dd HH:mm:ss][yyyy-MM-dd'T'HH:mm:ss][yyyy-MM-dd HH:mm][M/d/yyyy H:mm]");
    private static final DateTimeFormatter WRITTEN_DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}(\\.0+)?");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern FLOATING_ID = Pattern.compile("(\\d+)\\.0+");

    private final Map<String, String> strings = new HashMap<>();
    private final Map<String, Instant> dates = new HashMap<>();

    /**
     * One row of a file.
     *
     * @param file name without its folder, so that a folder and an archive of it read the same
     * @param line null when the row cannot be read
     * @param fault why the row cannot be read; null when it can
     */
    public record Row(
            String file,
            long lineNumber,
            String invoiceNumber,
            Instant date,
            @Nullable String customerId,
            @Nullable Line line,
            @Nullable String fault) {}

    /** Reads all rows of one file. Throws {@link IOException} when it has other columns. */
    List<Row> read(String file, Reader text) throws IOException {
        List<Row> rows = new ArrayList<>();
        CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofNamedCsvRecord(text);
        for (NamedCsvRecord csv : records) {
            if (rows.isEmpty() && !csv.getHeader().containsAll(COLUMNS)) {
                throw new IOException(file + " has the columns " + csv.getHeader() + ", required are " + COLUMNS);
            }
            rows.add(row(file, csv));
        }
        return rows;
    }

    private Row row(String file, NamedCsvRecord csv) {
        List<String> faults = new ArrayList<>();
        String number = field(csv, "InvoiceNo").strip();
        Instant date = date(field(csv, "InvoiceDate").strip(), faults);
        String description = field(csv, "Description");
        Line line = new Line(
                intern(field(csv, "StockCode")),
                description.isBlank() ? null : intern(description),
                quantity(field(csv, "Quantity").strip(), faults),
                unitPrice(field(csv, "UnitPrice").strip(), faults));
        if (number.isEmpty()) {
            faults.add("no invoice number");
        }
        return new Row(
                file,
                csv.getStartingLineNumber(),
                intern(number),
                date,
                customerId(field(csv, "CustomerID").strip()),
                faults.isEmpty() ? line : null,
                faults.isEmpty() ? null : faults.getFirst());
    }

    private static String field(NamedCsvRecord csv, String column) {
        return csv.findField(column).orElse("");
    }

    private Instant date(String text, List<String> faults) {
        try {
            return dates.computeIfAbsent(
                    text, date -> LocalDateTime.parse(date, DATES).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            faults.add("unreadable date");
            return Instant.EPOCH;
        }
    }

    private static long quantity(String text, List<String> faults) {
        if (!WHOLE.matcher(text).matches()) {
            faults.add("quantity is not a whole number");
            return 0;
        }
        return new BigDecimal(text).longValueExact();
    }

    private String unitPrice(String text, List<String> faults) {
        if (!DECIMAL.matcher(text).matches()) {
            faults.add("price is not a decimal number");
            return "0";
        }
        return intern(text);
    }

    /** Spreadsheets turn {@code 17850} into {@code 17850.0}; the customer's id is the whole number. */
    private @Nullable String customerId(String text) {
        return text.isEmpty() ? null : intern(FLOATING_ID.matcher(text).replaceFirst("$1"));
    }

    private String intern(String value) {
        return strings.computeIfAbsent(value, same -> same);
    }

    /** Writes generated rows, all of them readable. */
    public static void write(Path file, List<Row> rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(COLUMNS);
            for (Row row : rows) {
                Line line = Objects.requireNonNull(row.line());
                csv.writeRecord(
                        row.invoiceNumber(),
                        line.sku(),
                        Objects.requireNonNullElse(line.description(), ""),
                        Long.toString(line.quantity()),
                        WRITTEN_DATE.format(row.date()),
                        line.unitPrice(),
                        Objects.requireNonNullElse(row.customerId(), ""),
                        "United Kingdom");
            }
        }
    }
}
