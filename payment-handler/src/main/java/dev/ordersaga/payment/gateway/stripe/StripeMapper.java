package dev.ordersaga.payment.gateway.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.payment.gateway.NoAnswerException;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Stripe's objects mean. */
final class StripeMapper {

    private static final String NEVER_AGAIN = "do_not_try_again";

    /** Asked when Stripe gives no advice: the same payment method may work another time. */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of(
            "insufficient_funds",
            "processing_error",
            "try_again_later",
            "issuer_not_available",
            "card_velocity_exceeded",
            "authentication_required",
            "payment_intent_authentication_failure");

    private final StripeSettings settings;

    StripeMapper(StripeSettings settings) {
        this.settings = settings;
    }

    ProviderAnswer of(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" -> new Captured(intent.getId(), money(intent, intent.getAmountReceived()));
            case "requires_capture" ->
                new Authorized(intent.getId(), money(intent, intent.getAmountCapturable()), captureBefore(intent));
            case "processing" -> new Processing(intent.getId(), settings.askAgainIn(), !isByCard(intent));
            case "requires_action" -> actionRequired(intent);
            case "canceled" -> new Voided(intent.getId());
            case "requires_payment_method" -> ofLastError(intent);
            default -> throw new NoAnswerException(intent.getId() + " is '" + intent.getStatus() + "'");
        };
    }

    RefundAnswer of(Refund refund) {
        return switch (refund.getStatus()) {
            case "pending", "requires_action" -> new RefundAnswer.Pending(refund.getId(), settings.askAgainIn());
            case "succeeded" -> new RefundAnswer.Succeeded(refund.getId());
            case "failed", "canceled" ->
                new RefundAnswer.Failed(
                        refund.getFailureReason() == null ? refund.getStatus() : refund.getFailureReason());
            default -> throw new NoAnswerException(refund.getId() + " is '" + refund.getStatus() + "'");
        };
    }

    static Declined declined(StripeError error) {
        String code = error.getDeclineCode() == null ? error.getCode() : error.getDeclineCode();
        String advice = error.getAdviceCode();
        boolean hard = advice == null ? !WORTH_ANOTHER_TRY.contains(code) : advice.equals(NEVER_AGAIN);
        return new Declined(code, hard);
    }

    private static Declined ofLastError(PaymentIntent intent) {
        StripeError error = intent.getLastPaymentError();
        if (error == null) {
            throw new NoAnswerException(intent.getId() + " was never confirmed");
        }
        return declined(error);
    }

    private ActionRequired actionRequired(PaymentIntent intent) {
        var action = intent.getNextAction();
        Instant until = Instant.ofEpochSecond(intent.getCreated()).plus(settings.actionWithin());
        return new ActionRequired(intent.getId(), new NextAction(action.getType(), url(intent)), until);
    }

    /** Where the customer's bank is: what Stripe's own script opens has its address in another place. */
    private static String url(PaymentIntent intent) {
        var action = intent.getNextAction();
        if (action.getRedirectToUrl() != null) {
            return action.getRedirectToUrl().getUrl();
        }
        Map<String, Object> script = action.getUseStripeSdk();
        Object page = script == null ? null : script.get("stripe_js");
        if (page == null) {
            throw new NoAnswerException(intent.getId() + " needs '" + action.getType() + "', which has no address");
        }
        return page.toString();
    }

    /** Also where Stripe does not say: cards are the ones that are a matter of seconds. */
    private static boolean isByCard(PaymentIntent intent) {
        var charge = intent.getLatestChargeObject();
        return charge == null
                || charge.getPaymentMethodDetails() == null
                || "card".equals(charge.getPaymentMethodDetails().getType());
    }

    private static @Nullable Instant captureBefore(PaymentIntent intent) {
        var charge = intent.getLatestChargeObject();
        if (charge == null
                || charge.getPaymentMethodDetails() == null
                || charge.getPaymentMethodDetails().getCard() == null) {
            return null;
        }
        Long until = charge.getPaymentMethodDetails().getCard().getCaptureBefore();
        return until == null ? null : Instant.ofEpochSecond(until);
    }

    private static Money money(PaymentIntent intent, long amount) {
        return StripeAmounts.asMoney(amount, intent.getCurrency());
    }
}
