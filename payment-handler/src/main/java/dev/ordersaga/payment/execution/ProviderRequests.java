package dev.ordersaga.payment.execution;

import dev.ordersaga.payment.ProviderCall;
import dev.ordersaga.payment.ProviderOutcome;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the requests of provider calls and says what their answers mean: a definite refusal is an outcome, and an object
 * that is as before is no outcome of a request that should have changed it.
 */
final class ProviderRequests {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderRequests.class);

    private final PaymentProviders providers;
    private final RefusedRefunds refusedRefunds;
    private final UnknownCharges unknownCharges;

    ProviderRequests(PaymentProviders providers, RefusedRefunds refusedRefunds, UnknownCharges unknownCharges) {
        this.providers = providers;
        this.refusedRefunds = refusedRefunds;
        this.unknownCharges = unknownCharges;
    }

    /** @param failures how often this call has failed: then an earlier request may have been executed, and is looked up first */
    ProviderOutcome make(ProviderCall call, int failures) {
        boolean outcomeUnknown = failures > 0;
        PaymentGateway gateway = providers.gateway(call.provider());
        Charge charge = call.charge();
        return switch (call.operation()) {
            case AUTHORIZE ->
                ofCharge(
                        charge,
                        outcomeUnknown
                                ? findOrAuthorize(gateway, charge, failures)
                                : authorize(gateway, charge, failures));
            case FIND -> ofCharge(charge, findOrAuthorize(gateway, charge, failures));
            case CHECK -> check(gateway, call, failures);
            case CAPTURE -> ofCharge(charge, changed(call, gateway.capture(charge, again(call.key(), failures))));
            case VOID -> ofCharge(charge, changed(call, gateway.voidCharge(charge, again(call.key(), failures))));
            case REFUND -> ofRefund(call, outcomeUnknown ? findOrRefund(gateway, call) : refund(gateway, call));
            case FIND_REFUND -> ofRefund(call, findOrRefund(gateway, call));
        };
    }

    /**
     * The key of a request that the charge's own state keeps from acting twice. The provider repeats a refusal under the key
     * of the refused request: under a new one it decides again.
     */
    private static String again(String key, int failures) {
        return failures == 0 ? key : key + "/again-" + failures;
    }

    private ProviderAnswer findOrAuthorize(PaymentGateway gateway, Charge charge, int failures) {
        return gateway.find(charge)
                .map(answer -> possible(gateway, charge, answer, failures))
                .orElseGet(() -> authorize(gateway, charge, failures));
    }

    private ProviderAnswer authorize(PaymentGateway gateway, Charge charge, int failures) {
        if (unknownCharges.existFor(charge.orderId())) {
            throw new IllegalStateException("the provider has a charge of order " + charge.orderId()
                    + " that is not known here: no other one is made while that finding is open");
        }
        try {
            return possible(gateway, charge, gateway.authorize(charge), failures);
        } catch (RequestRejectedException e) {
            return gateway.find(charge).orElseGet(() -> declined(charge, e));
        }
    }

    private static Declined declined(Charge charge, RequestRejectedException refusal) {
        LOG.error("AUTHORIZE {}: refused for good ({})", charge.idempotencyKey(), refusal.getMessage());
        return new Declined(refusal.code(), Declined.GENERIC, true);
    }

    /** A charge whose next action cannot be offered to the customer is cancelled, so that it cannot be paid later. */
    private static ProviderAnswer possible(PaymentGateway gateway, Charge charge, ProviderAnswer answer, int failures) {
        if (!(answer instanceof ActionRequired action) || action.nextAction() != null) {
            return answer;
        }
        Charge known = charge.withReference(action.providerReference());
        ProviderAnswer after = gateway.voidCharge(known, again(charge.idempotencyKey(), failures));
        return switch (after) {
            case Voided voided -> new Declined(Declined.UNSUPPORTED_ACTION, true);
            case ActionRequired unchanged ->
                throw new UnknownOutcomeException(charge.idempotencyKey() + ": the charge could not be cancelled");
            case Authorized other -> other;
            case Captured other -> other;
            case Declined other -> other;
            case Processing other -> other;
        };
    }

    private static ProviderOutcome check(PaymentGateway gateway, ProviderCall call, int failures) {
        Charge charge = call.charge();
        ProviderAnswer found = gateway.find(charge)
                .map(answer -> possible(gateway, charge, answer, failures))
                .orElse(null);
        return new ProviderOutcome.OfCheck(charge.attempt(), call.number(), found);
    }

    /** The request is repeated until the object has changed: an authorization that is kept expires, or blocks money. */
    private static ProviderAnswer changed(ProviderCall call, ProviderAnswer answer) {
        return switch (answer) {
            case Authorized unchanged -> throw unchanged(call, answer);
            case ActionRequired unchanged -> throw unchanged(call, answer);
            case Captured other -> other;
            case Declined other -> other;
            case Processing other -> other;
            case Voided other -> other;
        };
    }

    private static UnknownOutcomeException unchanged(ProviderCall call, ProviderAnswer answer) {
        return new UnknownOutcomeException(
                call.operation() + " " + call.key() + ": the charge is still '" + answer.kind() + "'");
    }

    private RefundAnswer refund(PaymentGateway gateway, ProviderCall call) {
        Refund refund = refund(call);
        try {
            return gateway.refund(call.charge(), refund);
        } catch (RequestRejectedException e) {
            return refusedRefunds.outcome(gateway, call, refund, e);
        }
    }

    private RefundAnswer findOrRefund(PaymentGateway gateway, ProviderCall call) {
        Refund refund = refund(call);
        try {
            return gateway.findRefund(call.charge(), refund).orElseGet(() -> refund(gateway, call));
        } catch (RequestRejectedException e) {
            return refusedRefunds.outcome(gateway, call, refund, e);
        }
    }

    private static ProviderOutcome ofCharge(Charge charge, ProviderAnswer answer) {
        return new ProviderOutcome.OfCharge(charge.attempt(), answer);
    }

    private static ProviderOutcome ofRefund(ProviderCall call, RefundAnswer answer) {
        return new ProviderOutcome.OfRefund(refund(call).number(), answer);
    }

    private static Refund refund(ProviderCall call) {
        return Objects.requireNonNull(call.refund(), "a call about a refund names it");
    }
}
