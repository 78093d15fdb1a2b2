package dev.ordersaga.payment.gateway.simulated;

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
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.Declines;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.Expires;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.NeverAnswers;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.RequiresAction;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.Succeeds;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.SucceedsAfter;
import dev.ordersaga.payment.gateway.simulated.SimulatedBehaviour.TakesDays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Gateway of the simulated provider. Stateless: the answers depend on the token, the start of the attempt and the
 * clock, so that a restart changes none of them. It therefore answers look-ups of charges that were never made, too.
 */
public final class SimulatedGateway implements PaymentGateway {

    private static final Duration SILENT_POLL_INTERVAL = Duration.ofSeconds(30);

    private static final Duration ACTION_WITHIN = Duration.ofHours(1);
    private static final String BANK = "https://bank.example/confirm/";

    private final Clock clock;

    /** @param clock decides when slow payment methods are answered */
    public SimulatedGateway(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        return answer(TestPaymentMethods.of(charge.paymentMethod()), charge);
    }

    private ProviderAnswer answer(SimulatedBehaviour behaviour, Charge charge) {
        return switch (behaviour) {
            case Succeeds s -> success(charge);
            case Declines declines -> declines.answer();
            case SucceedsAfter slow -> successAt(charge.startedAt().plus(slow.delay()), charge);
            case RequiresAction action -> requireAction(action, charge);
            case TakesDays slow -> takeDays(slow, charge);
            case Expires expiring -> authorizeFor(expiring, charge);
            case NeverAnswers n -> new Processing(reference(charge), SILENT_POLL_INTERVAL);
        };
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return Optional.of(authorize(charge));
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        return switch (authorize(charge)) {
            case Authorized a -> new Voided(reference(charge));
            case Processing p -> new Voided(reference(charge));
            case ActionRequired a -> new Voided(reference(charge));
            case Captured captured -> captured;
            case Declined declined -> declined;
            case Voided voided -> voided;
        };
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        ProviderAnswer answer = authorize(charge);
        return answer instanceof Authorized authorized
                ? new Captured(authorized.providerReference(), authorized.amount())
                : answer;
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        if (!(capture(charge, charge.idempotencyKey()) instanceof Captured)) {
            throw new IllegalStateException(
                    "order " + charge.orderId() + ": a charge that is not captured cannot be refunded");
        }
        if (charge.paymentMethod().equals(TestPaymentMethods.REFUND_FAILS)) {
            return new RefundAnswer.Failed("expired_or_canceled_card");
        }
        return new RefundAnswer.Succeeded("simulated/" + refund.idempotencyKey());
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        return Optional.of(refund(charge, refund));
    }

    private ProviderAnswer successAt(Instant ready, Charge charge) {
        Duration left = Duration.between(clock.instant(), ready);
        return left.isPositive() ? new Processing(reference(charge), left) : success(charge);
    }

    private ProviderAnswer requireAction(RequiresAction action, Charge charge) {
        Duration after = action.actsAfter();
        if (after != null && !clock.instant().isBefore(charge.startedAt().plus(after))) {
            return success(charge);
        }
        var next = new NextAction("redirect_to_url", BANK + charge.idempotencyKey());
        return new ActionRequired(reference(charge), next, charge.startedAt().plus(ACTION_WITHIN));
    }

    private ProviderAnswer authorizeFor(Expires expiring, Charge charge) {
        if (charge.capture() == CaptureMode.ON_CONFIRMATION) {
            return success(charge);
        }
        Instant until = charge.startedAt().plus(expiring.after());
        return clock.instant().isBefore(until)
                ? new Authorized(reference(charge), charge.amount(), until)
                : new Voided(reference(charge));
    }

    private ProviderAnswer takeDays(TakesDays slow, Charge charge) {
        Duration left = Duration.between(clock.instant(), charge.startedAt().plus(slow.days()));
        return left.isPositive() ? new Processing(reference(charge), left, true) : answer(slow.then(), charge);
    }

    private static ProviderAnswer success(Charge charge) {
        return charge.capture() == CaptureMode.ON_CONFIRMATION
                ? new Captured(reference(charge), charge.amount())
                : new Authorized(reference(charge), charge.amount(), null);
    }

    private static String reference(Charge charge) {
        return "simulated/" + charge.idempotencyKey();
    }
}
