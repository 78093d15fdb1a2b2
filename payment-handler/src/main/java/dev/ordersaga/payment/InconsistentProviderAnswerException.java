package dev.ordersaga.payment;

import dev.ordersaga.payment.gateway.ProviderAnswer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer contradicts what it answered before, or is about money that was not requested. It is never
 * recorded: the call fails, stays visible to operators, and needs a manual check.
 */
public final class InconsistentProviderAnswerException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String providerReference;

    InconsistentProviderAnswerException(UUID orderId, ProviderAnswer answer, String rule) {
        super("payment of order " + orderId + ": the provider answered '" + answer.kind() + "', but " + rule);
        this.providerReference = answer.reference();
    }

    /** The provider's id of the charge; null if the answer has none. */
    public @Nullable String providerReference() {
        return providerReference;
    }
}
