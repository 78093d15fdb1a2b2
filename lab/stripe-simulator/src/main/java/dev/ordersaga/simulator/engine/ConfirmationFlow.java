package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.method.PaymentBehaviour;
import dev.ordersaga.simulator.method.PaymentBehaviour.AwaitsPayment;
import dev.ordersaga.simulator.method.PaymentBehaviour.Fails;
import dev.ordersaga.simulator.method.PaymentBehaviour.NeverSettles;
import dev.ordersaga.simulator.method.PaymentBehaviour.RequiresAction;
import dev.ordersaga.simulator.method.PaymentBehaviour.SettlesLater;
import dev.ordersaga.simulator.method.PaymentErrors;
import dev.ordersaga.simulator.method.PaymentMethod;
import dev.ordersaga.simulator.payment.CaptureMethod;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentError;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentIntentTerms;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Confirmation of a PaymentIntent, by the behaviour of its payment method. */
final class ConfirmationFlow {

    /** Validity of a merchant-initiated Visa authorization; seven days for all others. */
    private static final Duration VISA_MERCHANT_INITIATED = Duration.ofDays(4).plusHours(18);

    private final Effect effect;
    private final DecisionContext context;

    ConfirmationFlow(Effect effect, DecisionContext context) {
        this.effect = effect;
        this.context = context;
    }

    Effect confirm(PaymentIntent intent, PaymentMethod method, ConfirmParameters terms) {
        PaymentIntent confirmed = intent.confirmedWith(method.id(), terms.returnUrl(), terms.offSession());
        return switch (terms.behaviour(method)) {
            case Fails no -> decline(confirmed, method, no.failure());
            case RequiresAction asks -> requireAction(confirmed, method, terms);
            case SettlesLater later -> process(confirmed, method);
            case NeverSettles never -> process(confirmed, method);
            case AwaitsPayment waits -> awaitPayment(confirmed, terms, waits.life());
            case PaymentBehaviour yes ->
                approve(confirmed, method, context.ids().next("ch"));
        };
    }

    Effect approve(PaymentIntent intent, PaymentMethod method, String chargeId) {
        PaymentIntentTerms terms = intent.terms();
        boolean manual = terms.captureMethod() == CaptureMethod.MANUAL;
        Instant before = manual ? context.now().plus(authorizationPeriod(intent, method)) : null;
        Charge charge = Charge.authorized(chargeId, context.now(), terms.amount(), method.id(), before);
        effect.post("auth", terms.amount());
        if (manual) {
            return effect.update(intent.charged(PaymentIntentStatus.REQUIRES_CAPTURE, charge))
                    .emit("charge.succeeded", Subject.CHARGE)
                    .emit("payment_intent.amount_capturable_updated", Subject.INTENT);
        }
        return effect.post("capture", terms.amount())
                .update(intent.charged(PaymentIntentStatus.SUCCEEDED, charge.capture(terms.amount())))
                .emit("charge.succeeded", Subject.CHARGE)
                .emit("payment_intent.succeeded", Subject.INTENT);
    }

    /** @param charge the failed attempt, null when the bank was not asked */
    Effect fail(PaymentIntent intent, @Nullable Charge charge, PaymentError why) {
        effect.decline("auth", intent.terms().amount(), why);
        effect.update(intent.failed(charge, why));
        if (charge != null) {
            effect.emit("charge.failed", Subject.CHARGE);
        }
        return effect.emit("payment_intent.payment_failed", Subject.INTENT);
    }

    private Effect decline(PaymentIntent intent, PaymentMethod method, PaymentError why) {
        String id = context.ids().next("ch");
        return fail(intent, Charge.failed(id, context.now(), intent.terms().amount(), method.id(), why), why);
    }

    private Effect requireAction(PaymentIntent intent, PaymentMethod method, ConfirmParameters terms) {
        if (terms.errorOnAction()) {
            return decline(intent, method, PaymentErrors.AUTHENTICATION_NOT_HANDLED);
        }
        if (terms.offSession()) {
            return decline(intent, method, PaymentErrors.AUTHENTICATION_REQUIRED);
        }
        return effect.post("action", intent.terms().amount())
                .update(intent.requiringAction(null))
                .emit("payment_intent.requires_action", Subject.INTENT);
    }

    /** Payments that the customer makes elsewhere are captured when they arrive. */
    private Effect awaitPayment(PaymentIntent intent, ConfirmParameters terms, Duration life) {
        if (intent.terms().captureMethod() == CaptureMethod.MANUAL) {
            throw InvalidRequestException.of(
                    "payment_method",
                    "payment_intent_incompatible_payment_method",
                    "The provided PaymentMethod does not support `capture_method=manual`.");
        }
        if (terms.errorOnAction()) {
            return fail(intent, null, PaymentErrors.AUTHENTICATION_NOT_HANDLED);
        }
        return effect.post("action", intent.terms().amount())
                .update(intent.requiringAction(context.now().plus(life)))
                .emit("payment_intent.requires_action", Subject.INTENT);
    }

    private Effect process(PaymentIntent intent, PaymentMethod method) {
        Charge charge = Charge.pending(
                context.ids().next("ch"), context.now(), intent.terms().amount(), method.id());
        return effect.post("processing", intent.terms().amount())
                .update(intent.charged(PaymentIntentStatus.PROCESSING, charge))
                .emit("charge.pending", Subject.CHARGE)
                .emit("payment_intent.processing", Subject.INTENT);
    }

    private Duration authorizationPeriod(PaymentIntent intent, PaymentMethod method) {
        Duration usual = context.settings().authorizationLife();
        boolean shorter =
                intent.offSession() && method.brand().equals("visa") && usual.compareTo(VISA_MERCHANT_INITIATED) > 0;
        return shorter ? VISA_MERCHANT_INITIATED : usual;
    }
}
