package dev.ordersaga.payment;

import dev.ordersaga.payment.gateway.ProviderAnswer;
import java.util.UUID;

/**
 * A provider claims something about money that cannot be true after what it said before, or that nobody asked for. It is
 * never recorded: the call fails, stays visible, and a person looks at it.
 */
final class InconsistentProviderAnswerException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    InconsistentProviderAnswerException(UUID orderId, ProviderAnswer answer, String rule) {
        super("payment of order " + orderId + ": the provider answered '" + answer.kind() + "', but " + rule);
    }
}
