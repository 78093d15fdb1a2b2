package dev.ordersaga.payment.gateway.sample;

import dev.ordersaga.api.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The provider's API. A real one is HTTP; this one keeps transfers and refunds in memory. */
final class SampleApi {

    enum Status {
        PENDING,
        RESERVED,
        PAID,
        REFUSED,
        CANCELLED
    }

    /** A payment at the provider, with the merchant's order and attempt. */
    record Transfer(
            String id,
            String orderId,
            int attempt,
            Money amount,
            Status status,
            @Nullable String refusal,
            Instant createdAt) {

        Transfer with(Status next) {
            return new Transfer(id, orderId, attempt, amount, next, refusal, createdAt);
        }
    }

    /** A refund at the provider, with the merchant's order and number. */
    record Payback(
            String id,
            String transferId,
            String orderId,
            int number,
            Money amount,
            boolean fails,
            boolean isReturned,
            Instant createdAt) {}

    private final Map<String, Transfer> transfers = new ConcurrentHashMap<>();
    private final Map<String, Payback> paybacks = new ConcurrentHashMap<>();
    private final Clock clock;

    SampleApi(Clock clock) {
        this.clock = clock;
    }

    /** Creates the transfer of this key, once. */
    Transfer create(String key, String token, String orderId, int attempt, Money amount, boolean reserveOnly) {
        return transfers.computeIfAbsent(key, k -> {
            Status accepted = reserveOnly ? Status.RESERVED : Status.PAID;
            String refusal = switch (token) {
                case "sample_good", "sample_slow", "sample_refund_fails" -> null;
                case "sample_no_money" -> "insufficient_funds";
                case "sample_lost" -> "lost_card";
                default -> "no_such_token";
            };
            Status status = refusal != null ? Status.REFUSED : token.equals("sample_slow") ? Status.PENDING : accepted;
            String id = "transfer-" + key.replace('/', '-');
            return new Transfer(id, orderId, attempt, amount, status, refusal, clock.instant());
        });
    }

    Optional<Transfer> byKey(String key) {
        return Optional.ofNullable(transfers.get(key));
    }

    Optional<Transfer> byId(String id) {
        return transfers.values().stream()
                .filter(transfer -> transfer.id().equals(id))
                .findFirst();
    }

    /** Moves the transfer to another status, if it is in this one. */
    Transfer change(String key, Status from, Status to) {
        return transfers.computeIfPresent(
                key, (k, transfer) -> transfer.status() == from ? transfer.with(to) : transfer);
    }

    /** Creates the refund of this key, once. */
    Payback refund(String key, Transfer transfer, int number, Money amount, boolean fails) {
        return paybacks.computeIfAbsent(
                key,
                k -> new Payback(
                        "payback-" + key.replace('/', '-'),
                        transfer.id(),
                        transfer.orderId(),
                        number,
                        amount,
                        fails,
                        false,
                        clock.instant()));
    }

    Optional<Payback> paybackByKey(String key) {
        return Optional.ofNullable(paybacks.get(key));
    }

    List<Transfer> transfers() {
        return List.copyOf(transfers.values());
    }

    List<Payback> paybacks() {
        return List.copyOf(paybacks.values());
    }

    /** Completes pending transfers, and returns the refunds that fail. */
    void completePendingWork() {
        transfers.replaceAll(
                (key, transfer) -> transfer.status() == Status.PENDING ? transfer.with(Status.PAID) : transfer);
        paybacks.replaceAll((key, payback) -> new Payback(
                payback.id(),
                payback.transferId(),
                payback.orderId(),
                payback.number(),
                payback.amount(),
                payback.fails(),
                payback.fails(),
                payback.createdAt()));
    }
}
