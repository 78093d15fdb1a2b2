package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.shop.Invoices;
import dev.ordersaga.lab.replay.shop.SampleShop;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Options and outcomes for tests with the {@link SampleShop}. */
final class SampleReplay {

    private SampleReplay() {}

    static ReplayOptions options(String paymentMethods, boolean cancelWholeOrders) {
        ReplayOptions options = new ReplayOptions();
        options.input.data = SampleShop.FOLDER;
        options.url = URI.create("http://service.invalid");
        options.paymentMethods = paymentMethods;
        options.cancelWholeOrders = cancelWholeOrders;
        options.concurrency = 4;
        options.maxOpen = 8;
        options.retryTimeout = 60;
        return options;
    }

    static ExpectedTotals expected(Invoices invoices, ReplayOptions options) {
        return ExpectedTotals.of(invoices, ReplayPlan.of(invoices, options), options.currency);
    }

    static Outcome outcome(String invoice, Outcome.Result result) {
        return new Outcome(
                invoice,
                new UUID(1, invoice.hashCode()),
                result,
                null,
                List.of(),
                null,
                Outcome.Timing.NONE,
                List.of(),
                SampleShop.DAY);
    }
}
