package dev.ordersaga.payment.execution;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.ProviderCall;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outcome of a refund that the provider refuses for good: what it holds of the charge decides what a release does
 * next, and a dispute, which is a common reason, is recorded at once.
 */
final class RefusedRefunds {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRefunds.class);

    private final PaymentProviders providers;
    private final OutcomeRecorder recorder;

    RefusedRefunds(PaymentProviders providers, OutcomeRecorder recorder) {
        this.providers = providers;
        this.recorder = recorder;
    }

    /** @return the refund if it exists nevertheless, as after a response that was lost */
    RefundAnswer outcome(PaymentGateway gateway, ProviderCall call, Refund refund, RequestRejectedException refusal) {
        return found(gateway, call, refund).orElseGet(() -> {
            LOG.warn("{} {}: refused for good ({})", call.operation(), call.key(), refusal.getMessage());
            return new RefundAnswer.Refused(refusal.code(), left(call));
        });
    }

    private static Optional<RefundAnswer> found(PaymentGateway gateway, ProviderCall call, Refund refund) {
        try {
            return gateway.findRefund(call.charge(), refund);
        } catch (RequestRejectedException e) {
            LOG.warn("{}: {}", call.key(), e.getMessage());
            return Optional.empty();
        }
    }

    /** What the provider holds of the charge; null if it has no records. Disputes are recorded on the way. */
    private @Nullable Money left(ProviderCall call) {
        Optional<ProviderRecords> records = providers.recordsIfAny(call.provider());
        String reference = call.charge().providerReference();
        if (records.isEmpty() || reference == null) {
            return null;
        }
        AtomicReference<Money> held = new AtomicReference<>();
        records.get().ofCharge(reference, found -> {
            switch (found) {
                case ProviderRecord.OfCharge charge -> held.set(charge.held());
                case ProviderRecord.OfDispute dispute -> recorder.record(call.provider(), dispute);
                case ProviderRecord.OfRefund other -> {}
                case ProviderRecord.Unreadable other -> {}
            }
        });
        return held.get();
    }
}
