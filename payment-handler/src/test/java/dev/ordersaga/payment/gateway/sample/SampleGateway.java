package dev.ordersaga.payment.gateway.sample;

import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import dev.ordersaga.payment.gateway.sample.SampleApi.Status;
import dev.ordersaga.payment.gateway.sample.SampleApi.Transfer;
import java.util.Optional;

/** Gateway to the sample provider: one transfer per attempt, identified by the attempt's idempotency key. */
record SampleGateway(SampleApi api) implements PaymentGateway {

    @Override
    public ProviderAnswer authorize(Charge charge) {
        return SampleMapper.answer(api.create(
                charge.idempotencyKey(),
                charge.paymentMethod(),
                charge.orderId().toString(),
                charge.attempt(),
                charge.amount(),
                charge.capture() == CaptureMode.ON_SHIPMENT));
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return api.byKey(charge.idempotencyKey()).map(SampleMapper::answer);
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return SampleMapper.answer(api.change(transferKey(charge), Status.RESERVED, Status.PAID));
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        String key = transferKey(charge);
        api.change(key, Status.PENDING, Status.CANCELLED);
        return SampleMapper.answer(api.change(key, Status.RESERVED, Status.CANCELLED));
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        Transfer transfer = transfer(charge);
        if (transfer.status() != Status.PAID || refund.amount().isMoreThan(transfer.amount())) {
            throw new RequestRejectedException(
                    refund.idempotencyKey() + ": not refundable", new IllegalStateException(transfer.id()));
        }
        boolean fails = charge.paymentMethod().equals("sample_refund_fails");
        return SampleMapper.answer(
                api.refund(refund.idempotencyKey(), transfer, refund.number(), refund.amount(), fails));
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        return api.paybackByKey(refund.idempotencyKey()).map(SampleMapper::answer);
    }

    private String transferKey(Charge charge) {
        transfer(charge);
        return charge.idempotencyKey();
    }

    private Transfer transfer(Charge charge) {
        return api.byKey(charge.idempotencyKey())
                .orElseThrow(() -> new UnknownOutcomeException(charge.idempotencyKey() + ": no such transfer"));
    }
}
