package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.systemtests.model.ProviderCharge.MadeRefund;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A provider with a memory: it does everything once per key, decides as the schedule says, and changes its mind only as
 * providers and banks do. It breaks the run over what nobody may ask for.
 */
final class ProviderDouble implements PaymentGateway {

    private static final Duration CUSTOMER_HAS = Duration.ofHours(1);
    private static final Duration RESERVED_FOR = Duration.ofDays(7);

    private final ProviderBooks books;
    private final Clock clock;
    private Choices choices = Choices.of();

    ProviderDouble(ProviderBooks books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    void begin(Choices next) {
        choices = next;
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        ProviderCharge known = books.charge(charge);
        if (known == null) {
            known = books.open(charge, first(charge));
        }
        return books.current(known);
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return Optional.ofNullable(books.charge(charge)).map(books::current);
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        ProviderCharge held = books.known(charge);
        if (books.current(held) instanceof Authorized reserved) {
            switch (choices.below(10)) {
                case 9 -> books.now(held, new Voided(held.reference));
                case 8 -> books.now(held, new Declined("insufficient_funds", false));
                case 7 -> {
                    return new Processing(held.reference, Duration.ofSeconds(2));
                }
                default -> books.now(held, new Captured(held.reference, reserved.amount()));
            }
        }
        // What was voided when it could not be taken is answered as such.
        return held.now;
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        ProviderCharge held = books.known(charge);
        ProviderAnswer before = books.current(held);
        if (before instanceof Processing && choices.oneIn(4)) {
            return before;
        }
        if (before instanceof Processing && choices.oneIn(4)) {
            books.now(held, decided(held.charge, held.reference));
        }
        if (held.isReserved() || held.isUndecided()) {
            books.now(held, new Voided(held.reference));
        }
        return held.now;
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        ProviderCharge held = books.known(charge);
        MadeRefund known = held.refunds.get(refund.idempotencyKey());
        if (known == null) {
            books.mayBeGivenBack(held, refund);
            boolean isWithheld = refund.amount().minor() > held.net() - held.disputed(null);
            known = books.open(held, refund, isWithheld ? new RefundAnswer.Failed("charge_disputed") : firstOfRefund());
        } else if (!known.refund.amount().equals(refund.amount())) {
            throw new InvariantViolation("a key stands for one thing", refund + " under the key of " + known.refund);
        }
        return known.now;
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        return Optional.ofNullable(books.charge(charge))
                .map(held -> held.refunds.get(refund.idempotencyKey()))
                .map(made -> made.now);
    }

    /** What the bank says in the end. */
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
        String reference = books.referenceOf(charge);
        return switch (choices.below(6)) {
            case 4 -> waiting(reference);
            case 5 ->
                new ActionRequired(
                        reference,
                        new NextAction("redirect_to_url", "https://bank.example/1"),
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
