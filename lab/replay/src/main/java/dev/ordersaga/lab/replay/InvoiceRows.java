package dev.ordersaga.lab.replay;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rows out of CSV text. Values that repeat (goods, customers, dates) are kept once: a year of rows fits in memory. */
final class InvoiceRows {

    static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    private static final DateTimeFormatter DATES = DateTimeFormatter.ofPattern(
            "[yyyy-MM-dd HH:mm:ss][yyyy-MM-dd'T'HH:mm:ss][yyyy-MM-dd HH:mm][M/d/yyyy H:mm]");

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}(\\.0+)?");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern FLOATING_ID = Pattern.compile("(\\d+)\\.0+");

    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Instant> knownDates = new HashMap<>();

    /** All rows of one file, in its order. The files name no time zone: their times are read as UTC. */
    List<InvoiceRow> read(String file, Reader text) {
        List<InvoiceRow> rows = new ArrayList<>();
        CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofNamedCsvRecord(text);
        for (NamedCsvRecord csv : records) {
            if (rows.isEmpty()) {
                requireColumns(file, csv.getHeader());
            }
            rows.add(row(file, csv));
        }
        return rows;
    }

    private static void requireColumns(String file, List<String> header) {
        if (!new HashSet<>(header).containsAll(COLUMNS)) {
            throw new InputException(file + " has the columns " + header + ", needed are " + COLUMNS);
        }
    }

    private InvoiceRow row(String file, NamedCsvRecord csv) {
        Fields fields = new Fields(csv);
        String number = fields.text("InvoiceNo").strip();
        Instant date = fields.date();
        InvoiceLine line = fields.line();
        if (number.isEmpty()) {
            fields.fault("no invoice number");
        }
        return new InvoiceRow(
                file,
                csv.getStartingLineNumber(),
                once(number),
                date,
                customerId(fields.text("CustomerID")),
                once(fields.text("Country")),
                fields.fault == null ? line : null,
                fields.fault);
    }

    /** Spreadsheets turn {@code 17850} into {@code 17850.0}; the customer's id is the number. */
    private @Nullable String customerId(String field) {
        String id = field.strip();
        if (id.isEmpty()) {
            return null;
        }
        return once(FLOATING_ID.matcher(id).replaceFirst("$1"));
    }

    private String once(String value) {
        return known.computeIfAbsent(value, same -> same);
    }

    /** The fields of one row, remembering the first one that cannot be read. */
    private final class Fields {

        private final NamedCsvRecord csv;
        private @Nullable String fault;

        Fields(NamedCsvRecord csv) {
            this.csv = csv;
        }

        String text(String column) {
            return csv.findField(column).orElse("");
        }

        InvoiceLine line() {
            String description = text("Description");
            return new InvoiceLine(
                    once(text("StockCode")),
                    description.isBlank() ? null : once(description),
                    quantity(),
                    once(unitPrice()));
        }

        Instant date() {
            String text = text("InvoiceDate").strip();
            try {
                return knownDates.computeIfAbsent(
                        text, date -> LocalDateTime.parse(date, DATES).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException e) {
                fault("unreadable date");
                return Instant.EPOCH;
            }
        }

        private long quantity() {
            String text = text("Quantity").strip();
            if (!WHOLE.matcher(text).matches()) {
                fault("quantity is not a whole number");
                return 0;
            }
            return new BigDecimal(text).longValueExact();
        }

        private String unitPrice() {
            String text = text("UnitPrice").strip();
            if (!DECIMAL.matcher(text).matches()) {
                fault("price is not a decimal number");
                return "0";
            }
            return text;
        }

        void fault(String words) {
            fault = fault == null ? words : fault;
        }
    }
}
