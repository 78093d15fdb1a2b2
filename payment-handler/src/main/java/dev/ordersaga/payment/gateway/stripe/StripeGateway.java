package dev.ordersaga.payment.gateway.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
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
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gateway to Stripe: one payment intent per attempt, created and confirmed by one request. Every request that acts
 * carries an idempotency key. Where Stripe answers that the object is in the wrong state for the request, or with a
 * server error, the object is retrieved to find the outcome.
 */
final class StripeGateway implements PaymentGateway {

    private static final Logger LOG = LoggerFactory.getLogger(StripeGateway.class);
    private static final int SERVER_ERROR = 500;

    /** Parameters that the customer chose: their rejection is a decline, and not a fault of this system. */
    private static final Set<String> CUSTOMER_PARAMETERS = Set.of("payment_method", "amount", "currency");

    private final StripeClient stripe;
    private final StripeRequests requests;
    private final StripeMapper mapper;
    private final StripeLookup lookup;

    StripeGateway(StripeClient stripe, StripeSettings settings) {
        this.stripe = stripe;
        this.requests = new StripeRequests(settings);
        this.mapper = new StripeMapper(settings);
        this.lookup = new StripeLookup(stripe);
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        try {
            PaymentIntent created = stripe.v1()
                    .paymentIntents()
                    .create(requests.create(charge), StripeRequests.withKey(charge.idempotencyKey()));
            return mapper.of(created);
        } catch (CardException e) {
            return StripeMapper.declined(e.getStripeError());
        } catch (StripeException e) {
            return declinedParameter(e).orElseThrow(() -> StripeFailures.of("authorize " + charge.idempotencyKey(), e));
        }
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        try {
            return lookup.intentOf(charge).map(mapper::of);
        } catch (StripeException e) {
            throw StripeFailures.of("find " + charge.idempotencyKey(), e);
        }
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return request(
                charge,
                idempotencyKey,
                id -> stripe.v1()
                        .paymentIntents()
                        .capture(id, StripeRequests.capture(), StripeRequests.withKey(idempotencyKey)));
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        ProviderAnswer before = find(charge)
                .orElseThrow(
                        () -> new UnknownOutcomeException("void " + idempotencyKey + ": Stripe has no such charge"));
        return switch (before) {
            case Authorized a -> cancel(charge, idempotencyKey);
            case Processing p -> cancel(charge, idempotencyKey);
            case ActionRequired a -> cancel(charge, idempotencyKey);
            case Captured captured -> captured;
            case Declined declined -> declined;
            case Voided voided -> voided;
        };
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        String key = refund.idempotencyKey();
        try {
            String intent = referenceOf(charge);
            try {
                return mapper.of(stripe.v1()
                        .refunds()
                        .create(StripeRequests.refund(intent, charge, refund), StripeRequests.withKey(key)));
            } catch (InvalidRequestException | IdempotencyException | ApiException e) {
                return lookup.refund(intent, refund)
                        .map(mapper::of)
                        .orElseThrow(() -> StripeFailures.of("refund " + key, e));
            }
        } catch (StripeException e) {
            throw StripeFailures.of("refund " + key, e);
        }
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        try {
            return lookup.refund(referenceOf(charge), refund).map(mapper::of);
        } catch (StripeException e) {
            throw StripeFailures.of("find refund " + refund.idempotencyKey(), e);
        }
    }

    /** The key of a release may be used for a refund later, and Stripe binds a key to one kind of request. */
    private ProviderAnswer cancel(Charge charge, String idempotencyKey) {
        String key = idempotencyKey + "/cancel";
        return request(
                charge,
                key,
                id -> stripe.v1().paymentIntents().cancel(id, StripeRequests.cancel(), StripeRequests.withKey(key)));
    }

    private interface IntentRequest {
        PaymentIntent send(String intentId) throws StripeException;
    }

    private ProviderAnswer request(Charge charge, String key, IntentRequest request) {
        try {
            String intent = referenceOf(charge);
            try {
                return mapper.of(request.send(intent));
            } catch (InvalidRequestException | IdempotencyException e) {
                LOG.info("{}: rejected ({}), retrieving {}", key, e.getCode(), intent);
                return changed(mapper.of(lookup.retrieve(intent)), key, e);
            } catch (ApiException e) {
                return afterServerError(intent, key, e);
            }
        } catch (CardException e) {
            return StripeMapper.declined(e.getStripeError());
        } catch (StripeException e) {
            throw StripeFailures.of("request " + key, e);
        }
    }

    /** Stripe repeats a 500 for its key even if the request took effect: only the object has the outcome. */
    private ProviderAnswer afterServerError(String intent, String key, ApiException error) throws StripeException {
        if (error.getStatusCode() == null || error.getStatusCode() < SERVER_ERROR) {
            throw error;
        }
        return changed(mapper.of(lookup.retrieve(intent)), key, error);
    }

    /** An object that is as before is no outcome of a request that should have changed it. */
    private static ProviderAnswer changed(ProviderAnswer now, String key, StripeException refusal) {
        return switch (now) {
            case Authorized a -> throw StripeFailures.of("request " + key, refusal);
            case ActionRequired a -> throw StripeFailures.of("request " + key, refusal);
            case Processing processing -> processing;
            case Captured captured -> captured;
            case Declined declined -> declined;
            case Voided voided -> voided;
        };
    }

    private String referenceOf(Charge charge) throws StripeException {
        String reference = charge.providerReference();
        return reference != null
                ? reference
                : lookup.intentOf(charge)
                        .map(PaymentIntent::getId)
                        .orElseThrow(() ->
                                new UnknownOutcomeException(charge.idempotencyKey() + ": Stripe has no such charge"));
    }

    private static Optional<ProviderAnswer> declinedParameter(StripeException e) {
        boolean isValidation = e instanceof InvalidRequestException && e.getStripeError() != null;
        String parameter = isValidation ? e.getStripeError().getParam() : null;
        if (parameter == null || !CUSTOMER_PARAMETERS.contains(parameter)) {
            return Optional.empty();
        }
        LOG.warn("Stripe rejected the payment's {}: {}", parameter, e.getCode());
        String code = "resource_missing".equals(e.getCode()) || e.getCode() == null
                ? Declined.UNKNOWN_PAYMENT_METHOD
                : e.getCode();
        return Optional.of(new Declined(parameter.equals("payment_method") ? code : parameter + "_refused", true));
    }
}
