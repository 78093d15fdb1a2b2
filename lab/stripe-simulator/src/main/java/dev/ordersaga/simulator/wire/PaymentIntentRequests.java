package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.engine.CancelPaymentIntent;
import dev.ordersaga.simulator.engine.CapturePaymentIntent;
import dev.ordersaga.simulator.engine.ConfirmParameters;
import dev.ordersaga.simulator.engine.ConfirmPaymentIntent;
import dev.ordersaga.simulator.engine.CreatePaymentIntent;
import dev.ordersaga.simulator.method.PaymentMethod;
import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.CaptureMethod;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentIntent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses requests to the PaymentIntent endpoints into operations. */
public final class PaymentIntentRequests {

    /** Parameters that are stored and echoed, but have no effect. */
    private static final Set<String> ECHOED = names("""
            customer description on_behalf_of receipt_email setup_future_usage statement_descriptor
            statement_descriptor_suffix transfer_group""");

    private static final Set<String> CREATE = names("""
            amount amount_details automatic_payment_methods capture_method confirm confirmation_method currency
            customer description error_on_requires_action excluded_payment_method_types expand mandate_data
            metadata off_session on_behalf_of payment_details payment_method payment_method_configuration
            payment_method_options payment_method_types radar_options receipt_email return_url
            setup_future_usage shipping statement_descriptor statement_descriptor_suffix transfer_group
            use_stripe_sdk""");

    private static final Set<String> CONFIRM = names("""
            amount_details capture_method error_on_requires_action expand mandate_data off_session
            payment_details payment_method payment_method_options payment_method_types radar_options
            receipt_email return_url setup_future_usage shipping use_stripe_sdk""");

    private static final Set<String> CAPTURE = names("""
            amount_details amount_to_capture expand final_capture metadata statement_descriptor""");

    private static final Set<String> CANCEL = names("""
            cancellation_reason expand""");

    private static final List<String> REASONS =
            List.of("duplicate", "fraudulent", "requested_by_customer", "abandoned");

    private static final List<String> CAPTURE_METHODS = List.of("automatic", "automatic_async", "manual");

    private PaymentIntentRequests() {}

    /** In the given order. */
    private static Set<String> names(String text) {
        return new LinkedHashSet<>(List.of(text.split("\\s+")));
    }

    /** @throws InvalidRequestException when a parameter is invalid */
    public static CreatePaymentIntent create(Parameters parameters) {
        parameters.rejectUnknown(CREATE);
        Long amount = parameters.amount("amount");
        if (amount == null) {
            throw Parameters.missing("amount");
        }
        String currency = Currencies.known(parameters.required("currency"));
        Currencies.check(amount, currency);
        boolean confirm = parameters.flag("confirm");
        PaymentMethod method = method(parameters);
        List<String> types = parameters.texts("payment_method_types");
        boolean redirects = types.isEmpty()
                && !"never"
                        .equals(parameters.nested("automatic_payment_methods").text("allow_redirects"));
        CreatePaymentIntent.Draft draft = new CreatePaymentIntent.Draft(
                amount,
                currency,
                captureMethod(parameters),
                method,
                types,
                redirects,
                parameters.metadata(),
                echoed(parameters));
        if (!confirm) {
            onlyWithConfirm(parameters);
            return new CreatePaymentIntent(draft, null);
        }
        if (method == null) {
            throw withoutPaymentMethod();
        }
        return new CreatePaymentIntent(draft, confirmTerms(parameters, method, redirects));
    }

    private static CaptureMethod captureMethod(Parameters parameters) {
        String capture = parameters.oneOf("capture_method", CAPTURE_METHODS);
        return capture == null
                ? CaptureMethod.AUTOMATIC_ASYNC
                : CaptureMethod.valueOf(capture.toUpperCase(Locale.ROOT));
    }

    private static InvalidRequestException withoutPaymentMethod() {
        return new InvalidRequestException(
                400,
                "payment_intent_unexpected_state",
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update"
                        + " the PaymentIntent with a payment method and then confirm it again, or confirm it again"
                        + " directly with a payment method or ConfirmationToken.",
                null,
                null);
    }

    /** @throws InvalidRequestException when a parameter is invalid */
    public static ConfirmPaymentIntent confirm(PaymentIntent intent, Parameters parameters) {
        parameters.rejectUnknown(CONFIRM);
        return new ConfirmPaymentIntent(
                intent.id(),
                confirmTerms(parameters, method(parameters), intent.terms().redirects()));
    }

    /** @throws InvalidRequestException when a parameter is invalid */
    public static CapturePaymentIntent capture(PaymentIntent intent, Parameters parameters) {
        parameters.rejectUnknown(CAPTURE);
        if (parameters.has("final_capture") && !parameters.flag("final_capture")) {
            throw InvalidRequestException.of("final_capture", null, "Multicapture is not available for this account.");
        }
        Long amount = parameters.amount("amount_to_capture");
        if (amount != null) {
            Currencies.checkUnit("amount_to_capture", amount, intent.terms().currency());
        }
        return new CapturePaymentIntent(intent.id(), amount);
    }

    /** @throws InvalidRequestException when a parameter is invalid */
    public static CancelPaymentIntent cancel(PaymentIntent intent, Parameters parameters) {
        parameters.rejectUnknown(CANCEL);
        return new CancelPaymentIntent(intent.id(), parameters.oneOf("cancellation_reason", REASONS));
    }

    private static ConfirmParameters confirmTerms(
            Parameters parameters, @Nullable PaymentMethod method, boolean redirects) {
        boolean offSession = parameters.flag("off_session");
        boolean errorOnAction = parameters.flag("error_on_requires_action");
        String returnUrl = parameters.text("return_url");
        if (redirects && returnUrl == null && !offSession && !errorOnAction) {
            throw new InvalidRequestException(
                    400,
                    null,
                    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some"
                            + " of these payment methods might redirect your customer off of your page, you must provide"
                            + " a `return_url`. If you don't want to accept redirect-based payment methods, set"
                            + " `automatic_payment_methods[enabled]` to `true` and"
                            + " `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and"
                            + " Payment Intents.",
                    null,
                    null);
        }
        return new ConfirmParameters(method, offSession, errorOnAction, returnUrl, null);
    }

    private static void onlyWithConfirm(Parameters parameters) {
        for (String name : List.of("off_session", "error_on_requires_action", "return_url", "mandate_data")) {
            if (parameters.has(name)) {
                throw InvalidRequestException.of(
                        name, null, "The parameter `" + name + "` can only be used when `confirm` is `true`.");
            }
        }
    }

    private static @Nullable PaymentMethod method(Parameters parameters) {
        String id = parameters.text("payment_method");
        if (id == null) {
            return null;
        }
        return PaymentMethods.find(id)
                .orElseThrow(() -> InvalidRequestException.of(
                        "payment_method", "resource_missing", "No such PaymentMethod: '" + id + "'"));
    }

    private static Map<String, String> echoed(Parameters parameters) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : ECHOED) {
            String text = parameters.text(name);
            if (text != null) {
                texts.put(name, text);
            }
        }
        return texts;
    }
}
