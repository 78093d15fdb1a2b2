package dev.ordersaga.payment.gateway.stripe;

import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps Stripe's errors: which of them refuse this very request, and which leave its outcome unknown. */
final class StripeFailures {

    private static final Logger LOG = LoggerFactory.getLogger(StripeFailures.class);

    private StripeFailures() {}

    /** Refused credentials and too many requests are no refusal of the request: it is repeated later. */
    static RuntimeException of(String what, StripeException e) {
        if (e instanceof IdempotencyException) {
            LOG.error("{}: the key was used before with other parameters", what);
            return new RequestRejectedException("idempotency_key_reused", what + ": " + described(e), e);
        }
        if (e instanceof InvalidRequestException) {
            String code = e.getCode() == null ? "invalid_request" : e.getCode();
            return new RequestRejectedException(code, what + ": " + described(e), e);
        }
        return new UnknownOutcomeException(what + ": " + described(e), e);
    }

    /** Without Stripe's message, which quotes what was sent, such as the payment method, and would be logged. */
    private static String described(StripeException e) {
        return "%s %s, code %s, request %s"
                .formatted(e.getClass().getSimpleName(), e.getStatusCode(), e.getCode(), e.getRequestId());
    }
}
