package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.ReconciliationReport.Total;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Sums up what the provider and we have on record, by the day on which the provider made a charge or refund. */
final class ReconciliationTotals {

    private final Map<String, Total> totals = new TreeMap<>();

    void count(PaymentState payment, ProviderRecord.OfCharge found) {
        boolean isTheOne = found.reference().equals(payment.attempt().charge().providerReference());
        long provider =
                found.answer() instanceof Captured taken ? taken.amount().minor() : 0;
        long own = isTheOne ? payment.refunds().captured().minor() : 0;
        add(found, new Total(day(found), currency(found.amount()), provider, own, 0, 0));
    }

    void count(PaymentState payment, ProviderRecord.OfRefund found) {
        Refund done = payment.refunds().done().get(found.refund());
        long provider = found.answer() instanceof RefundAnswer.Succeeded
                ? found.amount().minor()
                : 0;
        long own = done == null ? 0 : done.amount().minor();
        add(found, new Total(day(found), currency(found.amount()), 0, 0, provider, own));
    }

    Collection<Total> totals() {
        return totals.values();
    }

    private void add(ProviderRecord found, Total total) {
        totals.merge(day(found) + "/" + total.currency(), total, Total::plus);
    }

    private static LocalDate day(ProviderRecord found) {
        return found.createdAt().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String currency(Money money) {
        return money.currency().getCurrencyCode();
    }
}
