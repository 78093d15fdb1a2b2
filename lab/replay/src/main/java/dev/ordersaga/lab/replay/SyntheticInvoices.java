package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes up the invoices of a shop where none are at hand, in about the proportions of a real one: most are good, some
 * have no customer, a few have impossible quantities or no value, some take goods back. The same seed makes the same.
 */
final class SyntheticInvoices {

    private static final Instant OPENING = Instant.parse("2010-12-01T08:26:00Z");
    private static final String FILE = "generated.csv";
    private static final int GOODS = 500;
    private static final int CUSTOMERS = 400;

    private final SplittableRandom random;
    private final List<Goods> shelf;
    private final List<List<InvoiceRow>> sold = new ArrayList<>();
    private Instant now = OPENING;
    private int nextNumber = 536365;

    SyntheticInvoices(long seed) {
        this.random = new SplittableRandom(seed);
        this.shelf = IntStream.range(0, GOODS).mapToObj(this::goods).toList();
    }

    /** The rows of this many invoices, cancellations included. */
    List<InvoiceRow> rows(int invoices) {
        List<InvoiceRow> rows = new ArrayList<>();
        for (int made = 0; made < invoices; made++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(1, 30)));
            rows.addAll(!sold.isEmpty() && random.nextInt(100) < 12 ? cancellation() : sale(kind()));
        }
        return rows;
    }

    private Kind kind() {
        int drawn = random.nextInt(100);
        if (drawn < 84) {
            return Kind.GOOD;
        }
        return drawn < 94 ? Kind.NO_CUSTOMER : drawn < 98 ? Kind.STOCK_CORRECTION : Kind.WORTH_NOTHING;
    }

    private List<InvoiceRow> sale(Kind kind) {
        String number = Integer.toString(nextNumber++);
        boolean named = kind == Kind.GOOD || kind == Kind.WORTH_NOTHING;
        String customer = named ? Integer.toString(12_346 + random.nextInt(CUSTOMERS)) : null;
        List<InvoiceRow> rows = new ArrayList<>();
        int lines = kind == Kind.GOOD || kind == Kind.NO_CUSTOMER ? 1 + random.nextInt(1 + random.nextInt(60)) : 1;
        for (int line = 0; line < lines; line++) {
            Goods goods = shelf.get(random.nextInt(GOODS));
            long quantity = 1L + random.nextInt(24);
            String price = kind.hasPrice() ? goods.price() : "0.0";
            rows.add(row(number, customer, goods.line(kind == Kind.STOCK_CORRECTION ? -quantity : quantity, price)));
        }
        if (kind == Kind.GOOD) {
            sold.add(rows);
        }
        return rows;
    }

    /** Takes back all of an earlier sale, or some of its first line. */
    private List<InvoiceRow> cancellation() {
        List<InvoiceRow> order = sold.get(random.nextInt(sold.size()));
        String number = "C" + nextNumber++;
        boolean whole = random.nextInt(3) == 0;
        List<InvoiceRow> rows = new ArrayList<>();
        for (InvoiceRow bought : whole ? order : order.subList(0, 1)) {
            InvoiceLine line = Objects.requireNonNull(bought.line());
            long back = whole ? line.quantity() : 1 + random.nextLong(line.quantity());
            rows.add(row(
                    number,
                    bought.customerId(),
                    new InvoiceLine(line.sku(), line.description(), -back, line.unitPrice())));
        }
        return rows;
    }

    private InvoiceRow row(String number, @Nullable String customer, InvoiceLine line) {
        return new InvoiceRow(FILE, 0, number, now, customer, "United Kingdom", line, null);
    }

    private Goods goods(int index) {
        int pence = 5 + random.nextInt(1 + random.nextInt(2_000));
        String price = index % 100 == 0 ? "0.001" : String.format(Locale.ROOT, "%d.%02d", pence / 100, pence % 100);
        return new Goods(Integer.toString(20_000 + index), "ARTICLE, NO. " + index + " \"BOXED\"", price);
    }

    private record Goods(String sku, String description, String price) {

        InvoiceLine line(long quantity, String price) {
            return new InvoiceLine(sku, description, quantity, price);
        }
    }

    private enum Kind {
        GOOD,
        NO_CUSTOMER,
        STOCK_CORRECTION,
        WORTH_NOTHING;

        boolean hasPrice() {
            return this == GOOD || this == NO_CUSTOMER;
        }
    }
}
