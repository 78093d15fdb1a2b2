package dev.ordersaga.lab.replay.shop;

import dev.ordersaga.lab.replay.shop.Invoice.Line;
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
 * Generator of invoices in about the proportions of a real shop: most are valid, some have no customer, a few have
 * impossible quantities or no value, some are cancellations. The same seed generates the same invoices.
 */
public final class SyntheticInvoices {

    private static final int PRODUCTS = 500;
    private static final int CUSTOMERS = 400;

    private final SplittableRandom random;
    private final List<Line> products;
    private final List<List<InvoiceCsv.Row>> sales = new ArrayList<>();
    private Instant now = Instant.parse("2010-12-01T08:26:00Z");
    private int nextNumber = 536365;

    public SyntheticInvoices(long seed) {
        this.random = new SplittableRandom(seed);
        this.products = IntStream.range(0, PRODUCTS).mapToObj(this::product).toList();
    }

    /** Generates the rows of this number of invoices, cancellations included. */
    public List<InvoiceCsv.Row> rows(int invoices) {
        List<InvoiceCsv.Row> rows = new ArrayList<>();
        for (int made = 0; made < invoices; made++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(1, 30)));
            rows.addAll(!sales.isEmpty() && random.nextInt(100) < 12 ? cancellation() : sale(random.nextInt(100)));
        }
        return rows;
    }

    private List<InvoiceCsv.Row> sale(int percentile) {
        boolean valid = percentile < 84;
        boolean noCustomer = percentile >= 84 && percentile < 94;
        boolean stockCorrection = percentile >= 94 && percentile < 98;
        boolean priced = valid || noCustomer;
        String number = Integer.toString(nextNumber++);
        String customer = noCustomer || stockCorrection ? null : Integer.toString(12_346 + random.nextInt(CUSTOMERS));
        List<InvoiceCsv.Row> rows = new ArrayList<>();
        int lines = priced ? 1 + random.nextInt(1 + random.nextInt(60)) : 1;
        for (int line = 0; line < lines; line++) {
            Line product = products.get(random.nextInt(PRODUCTS));
            long quantity = 1L + random.nextInt(24);
            String price = priced ? product.unitPrice() : "0.0";
            rows.add(row(number, customer, product, stockCorrection ? -quantity : quantity, price));
        }
        if (valid) {
            sales.add(rows);
        }
        return rows;
    }

    /** Returns all of an earlier sale, or a part of its first line. */
    private List<InvoiceCsv.Row> cancellation() {
        List<InvoiceCsv.Row> sale = sales.get(random.nextInt(sales.size()));
        String number = "C" + nextNumber++;
        boolean whole = random.nextInt(3) == 0;
        List<InvoiceCsv.Row> rows = new ArrayList<>();
        for (InvoiceCsv.Row bought : whole ? sale : sale.subList(0, 1)) {
            Line line = Objects.requireNonNull(bought.line());
            long returned = whole ? line.quantity() : 1 + random.nextLong(line.quantity());
            rows.add(row(number, bought.customerId(), line, -returned, line.unitPrice()));
        }
        return rows;
    }

    private InvoiceCsv.Row row(
            String number, @Nullable String customer, Line product, long quantity, String unitPrice) {
        Line line = new Line(product.sku(), product.description(), quantity, unitPrice);
        return new InvoiceCsv.Row("generated.csv", 0, number, now, customer, line, null);
    }

    private Line product(int index) {
        int pence = 5 + random.nextInt(1 + random.nextInt(2_000));
        String price = index % 100 == 0 ? "0.001" : String.format(Locale.ROOT, "%d.%02d", pence / 100, pence % 100);
        return new Line(Integer.toString(20_000 + index), "ARTICLE, NO. " + index + " \"BOXED\"", 1, price);
    }
}
