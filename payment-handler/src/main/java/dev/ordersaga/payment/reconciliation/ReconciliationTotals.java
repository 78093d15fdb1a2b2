package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.PaymentState;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Total;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums of one provider's records and of this system's, by the day on which the provider created the charge or refund.
 */
final class ReconciliationTotals {

    private final Map<String, Total> totals = new TreeMap<>();
    private final String provider;

    ReconciliationTotals(String provider) {
        this.provider = provider;
    }

    /** @param payment null if this system has none: the sums then differ by all of it */
    void add(@Nullable PaymentState payment, ProviderRecord.OfCharge found) {
        long captured =
                found.answer() instanceof Captured answer ? answer.amount().minor() : 0;
        long ownCaptured = payment != null && isOf(payment, found)
                ? payment.refunds().captured().minor()
                : 0;
        add(found, captured, ownCaptured, 0, 0);
    }

    private boolean isOf(PaymentState payment, ProviderRecord.OfCharge found) {
        return provider.equals(payment.attempt().provider())
                && found.reference().equals(payment.attempt().charge().providerReference());
    }

    /** @param payment null if this system has none */
    void add(@Nullable PaymentState payment, ProviderRecord.OfRefund found) {
        Refund own = payment == null ? null : payment.refunds().succeeded().get(found.refund());
        long refunded = found.answer() instanceof RefundAnswer.Succeeded
                ? found.amount().minor()
                : 0;
        add(found, 0, 0, refunded, own == null ? 0 : own.amount().minor());
    }

    Collection<Total> totals() {
        return totals.values();
    }

    private void add(ProviderRecord.OfOrder found, long captured, long ownCaptured, long refunded, long ownRefunded) {
        LocalDate day = found.createdAt().atZone(ZoneOffset.UTC).toLocalDate();
        String currency = currency(found.amount());
        var total = new Total(provider, day, currency, captured, ownCaptured, refunded, ownRefunded);
        totals.merge(day + "/" + currency, total, Total::plus);
    }

    private static String currency(Money money) {
        return money.currency().getCurrencyCode();
    }
}
