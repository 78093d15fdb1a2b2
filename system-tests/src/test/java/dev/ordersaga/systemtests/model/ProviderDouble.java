package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.systemtests.model.ProviderCharge.MadeRefund;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Stateful test double of a payment provider: idempotent by key, decides as the schedule says, and changes a decision
 * only as providers and banks do. Forbidden requests are invariant violations.
 */
final class ProviderDouble implements PaymentGateway {

    private static final Duration CUSTOMER_HAS = Duration.ofHours(1);
    private static final Duration RESERVED_FOR = Duration.ofDays(7);

    private final InMemoryProviderRecords records;
    private final Clock clock;
    private final Faults faults;
    private final Set<String> refused = new HashSet<>();
    private Choices choices = Choices.of();

    ProviderDouble(InMemoryProviderRecords records, Clock clock, Faults faults) {
        this.records = records;
        this.faults = faults;
        this.clock = clock;
    }

    void begin(Choices next) {
        choices = next;
        refused.clear();
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        ProviderCharge known = records.charge(charge);
        if (known == null) {
            refuseForGood(charge.idempotencyKey(), 20);
            known = records.open(charge, first(charge));
        }
        return records.current(known);
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return Optional.ofNullable(records.charge(charge)).map(records::current);
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        ProviderCharge held = records.known(charge);
        if (records.current(held) instanceof Authorized reserved && !refused.contains(idempotencyKey)) {
            switch (choices.below(10)) {
                case 6 -> {
                    if (faults.isRecovered()) {
                        records.now(held, new Captured(held.reference, reserved.amount()));
                    } else {
                        refused.add(idempotencyKey);
                    }
                }
                case 9 -> records.now(held, new Voided(held.reference));
                case 8 -> records.now(held, new Declined("insufficient_funds", false));
                case 7 -> {
                    return new Processing(held.reference, Duration.ofSeconds(2));
                }
                default -> records.now(held, new Captured(held.reference, reserved.amount()));
            }
        }
        // A charge that was voided because its capture failed is returned as voided.
        return held.now;
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        ProviderCharge held = records.known(charge);
        ProviderAnswer before = records.current(held);
        if (before instanceof Processing && choices.oneIn(4)) {
            return before;
        }
        if (before instanceof Processing && choices.oneIn(4)) {
            records.now(held, decided(held.charge, held.reference));
        }
        if (!faults.isRecovered() && choices.oneIn(8)) {
            refused.add(idempotencyKey);
        }
        if (!refused.contains(idempotencyKey) && (held.isReserved() || held.isUndecided())) {
            records.now(held, new Voided(held.reference));
        }
        return held.now;
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        ProviderCharge held = records.known(charge);
        MadeRefund known = held.refunds.get(refund.idempotencyKey());
        if (known == null) {
            records.checkRefundable(held, refund);
            refuseForGood(refund.idempotencyKey(), 12);
            boolean isWithheld = refund.amount().minor() > held.net() - held.disputed(null);
            known = records.open(
                    held, refund, isWithheld ? new RefundAnswer.Failed("charge_disputed") : firstOfRefund());
        } else if (!known.refund.amount().equals(refund.amount())) {
            throw new InvariantViolation("a key stands for one request", refund + " under the key of " + known.refund);
        }
        return known.now;
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        return Optional.ofNullable(records.charge(charge))
                .map(held -> held.refunds.get(refund.idempotencyKey()))
                .map(made -> made.now);
    }

    /** Some requests are refused, and then whenever they are repeated. */
    private void refuseForGood(String key, int oneIn) {
        if (refused.contains(key) || choices.oneIn(oneIn)) {
            refused.add(key);
            throw InMemoryProviderRecords.rejected("refused", key);
        }
    }

    /** The final decision of the bank. */
    ProviderAnswer decided(Charge charge, String reference) {
        return switch (choices.below(6)) {
            case 4 -> new Declined("insufficient_funds", false);
            case 5 -> new Declined("stolen_card", true);
            default -> success(charge, reference);
        };
    }

    ProviderAnswer waiting(String reference) {
        return new Processing(reference, Duration.ofSeconds(2), choices.below(2) == 1);
    }

    RefundAnswer decidedRefund() {
        return choices.oneIn(5)
                ? new RefundAnswer.Failed("expired_or_canceled_card")
                : new RefundAnswer.Succeeded("re");
    }

    private ProviderAnswer first(Charge charge) {
        String reference = records.referenceOf(charge);
        return switch (choices.below(6)) {
            case 4 -> waiting(reference);
            case 5 ->
                new ActionRequired(
                        reference,
                        // Some cannot be offered to the customer: vouchers without an address.
                        choices.oneIn(4) ? null : new NextAction("redirect_to_url", "https://bank.example/1"),
                        clock.instant().plus(CUSTOMER_HAS));
            default -> decided(charge, reference);
        };
    }

    private RefundAnswer firstOfRefund() {
        return choices.oneIn(4) ? new RefundAnswer.Pending("re", Duration.ofSeconds(2)) : decidedRefund();
    }

    private ProviderAnswer success(Charge charge, String reference) {
        if (charge.capture() == CaptureMode.ON_CONFIRMATION) {
            return new Captured(reference, charge.amount());
        }
        boolean expires = choices.below(2) == 1;
        return new Authorized(
                reference, charge.amount(), expires ? clock.instant().plus(RESERVED_FOR) : null);
    }
}
