package dev.ordersaga.payment.gateway.sample;

import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.sample.SampleApi.Payback;
import dev.ordersaga.payment.gateway.sample.SampleApi.Transfer;
import java.time.Duration;

/** Maps the provider's objects to the port's answers. */
final class SampleMapper {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(10);

    private SampleMapper() {}

    static ProviderAnswer answer(Transfer transfer) {
        return switch (transfer.status()) {
            case PENDING -> new Processing(transfer.id(), POLL_INTERVAL);
            case RESERVED -> new Authorized(transfer.id(), transfer.amount(), null);
            case PAID -> new Captured(transfer.id(), transfer.amount());
            case REFUSED -> declined(String.valueOf(transfer.refusal()));
            case CANCELLED -> new Voided(transfer.id());
        };
    }

    static RefundAnswer answer(Payback payback) {
        return payback.isReturned() ? new RefundAnswer.Failed("returned") : new RefundAnswer.Succeeded(payback.id());
    }

    /** Customers must not learn that a card was reported as lost. */
    private static Declined declined(String code) {
        return switch (code) {
            case "insufficient_funds" -> new Declined(code, false);
            case "lost_card" -> new Declined(code, Declined.GENERIC, true);
            case "no_such_token" -> new Declined(Declined.UNKNOWN_PAYMENT_METHOD, true);
            default -> new Declined(code, Declined.GENERIC, true);
        };
    }
}
