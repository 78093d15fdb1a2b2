package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.payment.Event.Subject;
import dev.ordersaga.simulator.payment.PaymentBehaviour.AsksItsOwner;
import dev.ordersaga.simulator.payment.PaymentBehaviour.NeverSettles;
import dev.ordersaga.simulator.payment.PaymentBehaviour.Refuses;
import dev.ordersaga.simulator.payment.PaymentBehaviour.Settles;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a payment method's yes, no or later makes of an intent. */
final class Confirmation {

    /** Visa holds a merchant-initiated authorization for less than the seven days that all others have. */
    private static final Duration VISA_WITHOUT_CUSTOMER = Duration.ofDays(4).plusHours(18);

    private final Effect effect;
    private final Moment moment;

    Confirmation(Effect effect, Moment moment) {
        this.effect = effect;
        this.moment = moment;
    }

    Effect confirm(Intent intent, PaymentMethod method, ConfirmTerms terms) {
        Intent confirmed = intent.confirmedWith(method.id(), terms.returnUrl(), terms.offSession());
        return switch (terms.conduct(method)) {
            case Refuses no -> decline(confirmed, method, no.failure());
            case AsksItsOwner asks -> ask(confirmed, method, terms);
            case Settles later -> process(confirmed, method);
            case NeverSettles never -> process(confirmed, method);
            case PaymentBehaviour yes -> approve(confirmed, method, moment.ids().next("ch"));
        };
    }

    Effect approve(Intent intent, PaymentMethod method, String chargeId) {
        IntentTerms terms = intent.terms();
        boolean manual = terms.captureMethod() == CaptureMethod.MANUAL;
        Instant before = manual ? moment.now().plus(life(intent, method)) : null;
        Charge charge = Charge.authorized(chargeId, moment.now(), terms.amount(), method.id(), before);
        effect.post("auth", terms.amount());
        if (manual) {
            return effect.become(intent.charged(IntentStatus.REQUIRES_CAPTURE, charge))
                    .tell("charge.succeeded", Subject.CHARGE)
                    .tell("payment_intent.amount_capturable_updated", Subject.INTENT);
        }
        return effect.post("capture", terms.amount())
                .become(intent.charged(IntentStatus.SUCCEEDED, charge.capture(terms.amount())))
                .tell("charge.succeeded", Subject.CHARGE)
                .tell("payment_intent.succeeded", Subject.INTENT);
    }

    /** @param charge the attempt that failed, null when the bank was not even asked */
    Effect refuse(Intent intent, @Nullable Charge charge, Failure why) {
        effect.decline("auth", intent.terms().amount(), why);
        effect.become(intent.refused(charge, why));
        if (charge != null) {
            effect.tell("charge.failed", Subject.CHARGE);
        }
        return effect.tell("payment_intent.payment_failed", Subject.INTENT);
    }

    private Effect decline(Intent intent, PaymentMethod method, Failure why) {
        String id = moment.ids().next("ch");
        return refuse(intent, Charge.failed(id, moment.now(), intent.terms().amount(), method.id(), why), why);
    }

    private Effect ask(Intent intent, PaymentMethod method, ConfirmTerms terms) {
        if (terms.errorOnAction()) {
            return decline(intent, method, Declines.AUTHENTICATION_NOT_HANDLED);
        }
        if (terms.offSession()) {
            return decline(intent, method, Declines.AUTHENTICATION_REQUIRED);
        }
        return effect.post("action", intent.terms().amount())
                .become(intent.move(IntentStatus.REQUIRES_ACTION))
                .tell("payment_intent.requires_action", Subject.INTENT);
    }

    private Effect process(Intent intent, PaymentMethod method) {
        Charge charge = Charge.pending(
                moment.ids().next("ch"), moment.now(), intent.terms().amount(), method.id());
        return effect.post("processing", intent.terms().amount())
                .become(intent.charged(IntentStatus.PROCESSING, charge))
                .tell("charge.pending", Subject.CHARGE)
                .tell("payment_intent.processing", Subject.INTENT);
    }

    private Duration life(Intent intent, PaymentMethod method) {
        Duration usual = moment.settings().authorizationLife();
        boolean shorter =
                intent.offSession() && method.brand().equals("visa") && usual.compareTo(VISA_WITHOUT_CUSTOMER) > 0;
        return shorter ? VISA_WITHOUT_CUSTOMER : usual;
    }
}
