package dev.ordersaga.payment.gateway.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Maps Stripe's objects to the port's values. */
final class StripeMapper {

    private static final String DO_NOT_RETRY = "do_not_try_again";

    /** Soft declines, where Stripe gives no advice: the same payment method may succeed later. */
    private static final Set<String> SOFT_DECLINES = Set.of(
            "insufficient_funds",
            "processing_error",
            "try_again_later",
            "issuer_not_available",
            "card_velocity_exceeded",
            "authentication_required",
            "payment_intent_authentication_failure");

    /** A person who tries a stolen card must not learn that it was reported. */
    private static final Set<String> HIDDEN_FROM_CUSTOMERS =
            Set.of("lost_card", "stolen_card", "fraudulent", "pickup_card", "merchant_blacklist");

    private static final List<String> ADDRESSES = List.of(
            "url",
            "hosted_voucher_url",
            "hosted_instructions_url",
            "hosted_verification_url",
            "mobile_auth_url",
            "stripe_js");
    private static final JsonMapper JSON = new JsonMapper();

    private final StripeSettings settings;

    StripeMapper(StripeSettings settings) {
        this.settings = settings;
    }

    ProviderAnswer of(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" -> new Captured(intent.getId(), money(intent, intent.getAmountReceived()));
            case "requires_capture" ->
                new Authorized(intent.getId(), money(intent, intent.getAmountCapturable()), captureBefore(intent));
            case "processing" -> new Processing(intent.getId(), settings.pollInterval(), !isByCard(intent));
            case "requires_action" -> actionRequired(intent);
            case "canceled" -> new Voided(intent.getId());
            case "requires_payment_method" -> ofLastError(intent);
            default -> throw new UnreadableAnswerException(intent.getId() + " is '" + intent.getStatus() + "'");
        };
    }

    RefundAnswer of(Refund refund) {
        return switch (refund.getStatus()) {
            case "pending", "requires_action" -> new RefundAnswer.Pending(refund.getId(), settings.pollInterval());
            case "succeeded" -> new RefundAnswer.Succeeded(refund.getId());
            case "failed", "canceled" ->
                new RefundAnswer.Failed(
                        refund.getFailureReason() == null ? refund.getStatus() : refund.getFailureReason());
            default -> throw new UnreadableAnswerException(refund.getId() + " is '" + refund.getStatus() + "'");
        };
    }

    static Declined declined(StripeError error) {
        String named = error.getDeclineCode() == null ? error.getCode() : error.getDeclineCode();
        String code = named == null ? Declined.GENERIC : named;
        String advice = error.getAdviceCode();
        boolean hard = advice == null ? !SOFT_DECLINES.contains(code) : advice.equals(DO_NOT_RETRY);
        return new Declined(code, HIDDEN_FROM_CUSTOMERS.contains(code) ? Declined.GENERIC : code, hard);
    }

    private static Declined ofLastError(PaymentIntent intent) {
        StripeError error = intent.getLastPaymentError();
        if (error == null) {
            throw new UnreadableAnswerException(intent.getId() + " was never confirmed");
        }
        return declined(error);
    }

    private ActionRequired actionRequired(PaymentIntent intent) {
        var action = intent.getNextAction();
        Instant until = Instant.ofEpochSecond(intent.getCreated()).plus(settings.actionWithin());
        String address = action == null ? null : address(action);
        return new ActionRequired(
                intent.getId(), address == null ? null : new NextAction(action.getType(), address), until);
    }

    /** The page on which the customer acts: each type of action has it in another field, and some have none. */
    private static @Nullable String address(PaymentIntent.NextAction action) {
        JsonNode details = JSON.readTree(action.toJson()).path(action.getType());
        return ADDRESSES.stream()
                .map(field -> details.path(field).asString(""))
                .filter(address -> address.startsWith("http"))
                .findFirst()
                .orElse(null);
    }

    /** Whether the payment method is a card, which takes seconds; assumed where Stripe does not say. */
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
