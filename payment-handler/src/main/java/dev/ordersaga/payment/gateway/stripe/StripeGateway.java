package dev.ordersaga.payment.gateway.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.NoAnswerException;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RefusedException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One payment intent for each attempt, created and confirmed by one request. Every request that acts carries a key of
 * ours. Where Stripe says that the object is not in the state for what was asked, or that it stumbled over it, the object
 * itself tells what became of it.
 */
final class StripeGateway implements PaymentGateway {

    /** As the simulated provider calls it. */
    static final String UNKNOWN_METHOD = "payment_method_unknown";

    private static final Logger LOG = LoggerFactory.getLogger(StripeGateway.class);
    private static final int SERVER_FAULT = 500;

    /** What of a payment the customer has chosen: a refusal of these is a no to the customer, and no fault of ours. */
    private static final Set<String> CHOSEN_BY_CUSTOMER = Set.of("payment_method", "amount", "currency");

    private final StripeClient stripe;
    private final StripeRequests requests;
    private final StripeMapper answers;
    private final StripeLookup records;

    StripeGateway(StripeClient stripe, StripeSettings settings) {
        this.stripe = stripe;
        this.requests = new StripeRequests(settings);
        this.answers = new StripeMapper(settings);
        this.records = new StripeLookup(stripe);
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        try {
            PaymentIntent created = stripe.v1()
                    .paymentIntents()
                    .create(requests.create(charge), StripeRequests.under(charge.idempotencyKey()));
            return answers.of(created);
        } catch (CardException e) {
            return StripeMapper.declined(e.getStripeError());
        } catch (StripeException e) {
            return refusedToCustomer(e).orElseThrow(() -> noAnswer("authorize", charge.idempotencyKey(), e));
        }
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        try {
            return records.intentOf(charge).map(answers::of);
        } catch (StripeException e) {
            throw noAnswer("find", charge.idempotencyKey(), e);
        }
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return act(
                charge,
                idempotencyKey,
                id -> stripe.v1()
                        .paymentIntents()
                        .capture(id, StripeRequests.capture(), StripeRequests.under(idempotencyKey)));
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        ProviderAnswer before = find(charge)
                .orElseThrow(() -> new NoAnswerException("void " + idempotencyKey + ": Stripe does not know it"));
        return switch (before) {
            case Authorized a -> cancel(charge, idempotencyKey);
            case Processing p -> cancel(charge, idempotencyKey);
            case ActionRequired a -> cancel(charge, idempotencyKey);
            case ProviderAnswer nothingToVoid -> nothingToVoid;
        };
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        String key = refund.idempotencyKey();
        try {
            String intent = referenceOf(charge);
            try {
                return answers.of(stripe.v1()
                        .refunds()
                        .create(StripeRequests.refund(intent, charge, refund), StripeRequests.under(key)));
            } catch (InvalidRequestException | ApiException e) {
                return records.refund(intent, key).map(answers::of).orElseThrow(() -> noAnswer("refund", key, e));
            }
        } catch (StripeException e) {
            throw noAnswer("refund", key, e);
        }
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        try {
            return records.refund(referenceOf(charge), refund.idempotencyKey()).map(answers::of);
        } catch (StripeException e) {
            throw noAnswer("find refund", refund.idempotencyKey(), e);
        }
    }

    /** The key of a release may become that of a refund, and Stripe binds a key to one kind of request. */
    private ProviderAnswer cancel(Charge charge, String idempotencyKey) {
        String key = idempotencyKey + "/cancel";
        return act(
                charge,
                key,
                id -> stripe.v1().paymentIntents().cancel(id, StripeRequests.cancel(), StripeRequests.under(key)));
    }

    private interface Act {
        PaymentIntent on(String intentId) throws StripeException;
    }

    private ProviderAnswer act(Charge charge, String key, Act act) {
        try {
            String intent = referenceOf(charge);
            try {
                return answers.of(act.on(intent));
            } catch (InvalidRequestException e) {
                LOG.info("{}: refused ({}), looking at {}", key, e.getCode(), intent);
                return answers.of(records.retrieve(intent));
            } catch (ApiException e) {
                return afterServerFault(intent, e);
            }
        } catch (CardException e) {
            return StripeMapper.declined(e.getStripeError());
        } catch (StripeException e) {
            throw noAnswer("act", key, e);
        }
    }

    /** Stripe keeps a 500 under its key, also where the effect is there: only the object knows. */
    private ProviderAnswer afterServerFault(String intent, ApiException fault) throws StripeException {
        if (fault.getStatusCode() == null || fault.getStatusCode() < SERVER_FAULT) {
            throw fault;
        }
        ProviderAnswer now = answers.of(records.retrieve(intent));
        if (now instanceof Authorized) {
            throw fault;
        }
        return now;
    }

    private String referenceOf(Charge charge) throws StripeException {
        String known = charge.providerReference();
        return known != null
                ? known
                : records.intentOf(charge)
                        .map(PaymentIntent::getId)
                        .orElseThrow(
                                () -> new NoAnswerException(charge.idempotencyKey() + ": Stripe does not know it"));
    }

    private static Optional<ProviderAnswer> refusedToCustomer(StripeException e) {
        boolean isValidation = e instanceof InvalidRequestException && e.getStripeError() != null;
        String about = isValidation ? e.getStripeError().getParam() : null;
        if (about == null || !CHOSEN_BY_CUSTOMER.contains(about)) {
            return Optional.empty();
        }
        LOG.warn("Stripe refused the payment's {}: {}", about, e.getCode());
        String code = "resource_missing".equals(e.getCode()) || e.getCode() == null ? UNKNOWN_METHOD : e.getCode();
        return Optional.of(new Declined(about.equals("payment_method") ? code : about + "_refused", true));
    }

    private static RuntimeException noAnswer(String what, String key, StripeException e) {
        if (e instanceof IdempotencyException) {
            LOG.error("{} {}: sent before with other parameters; this is a fault of ours", what, key);
        }
        if (e instanceof IdempotencyException || e instanceof InvalidRequestException) {
            return new RefusedException(what + " " + key + ": " + e, e);
        }
        return new NoAnswerException(what + " " + key + ": " + e, e);
    }
}
