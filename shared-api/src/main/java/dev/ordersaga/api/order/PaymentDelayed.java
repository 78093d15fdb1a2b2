package dev.ordersaga.api.order;

import java.time.Instant;
import java.util.UUID;

/**
 * The provider was asked and has not decided: it answers later, or has not answered at all. From here on the order waits for
 * the bank, and a deadline runs.
 *
 * @param takesDays true for payment methods that take days, as debits do; false if it is a matter of seconds
 * @param answerUntil deadline of the order for the answer, counted from when the provider was asked
 */
public record PaymentDelayed(UUID orderId, int attempt, boolean takesDays, Instant answerUntil)
        implements OrderEvent, PaymentUpdate {}
