package dev.ordersaga.payment.gateway.sample;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.sample.SampleApi.Payback;
import dev.ordersaga.payment.gateway.sample.SampleApi.Status;
import dev.ordersaga.payment.gateway.sample.SampleApi.Transfer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Records of the sample provider, for webhooks and reconciliation. */
record SampleRecords(SampleApi api) implements ProviderRecords {

    @Override
    public Optional<ProviderRecord> lookUp(String reference) {
        return all().filter(found -> found.reference().equals(reference)).findFirst();
    }

    @Override
    public void list(Instant from, Instant before, Consumer<ProviderRecord> consumer) {
        all().filter(found ->
                        !found.createdAt().isBefore(from) && found.createdAt().isBefore(before))
                .forEach(consumer);
    }

    private Stream<ProviderRecord> all() {
        return Stream.concat(
                api.transfers().stream().map(this::charge),
                api.paybacks().stream().map(SampleRecords::refund));
    }

    private ProviderRecord charge(Transfer transfer) {
        return new ProviderRecord.OfCharge(
                UUID.fromString(transfer.orderId()),
                transfer.attempt(),
                transfer.id(),
                transfer.amount(),
                held(transfer),
                transfer.createdAt(),
                SampleMapper.answer(transfer));
    }

    private Money held(Transfer transfer) {
        Money nothing = Money.zero(transfer.amount().currency());
        if (transfer.status() != Status.RESERVED && transfer.status() != Status.PAID) {
            return nothing;
        }
        Money refunded = api.paybacks().stream()
                .filter(payback -> payback.transferId().equals(transfer.id()) && !payback.isReturned())
                .map(Payback::amount)
                .reduce(nothing, Money::plus);
        return transfer.amount().minus(refunded);
    }

    private static ProviderRecord refund(Payback payback) {
        return new ProviderRecord.OfRefund(
                UUID.fromString(payback.orderId()),
                payback.number(),
                payback.id(),
                payback.amount(),
                payback.createdAt(),
                SampleMapper.answer(payback));
    }
}
