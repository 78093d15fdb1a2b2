package dev.ordersaga.coordination;

import dev.ordersaga.api.order.PaymentAwaited;
import java.util.UUID;

/** What a deadline is for: a deadline that fires late, when the order waits for something else, then changes nothing. */
record PaymentWait(UUID orderId, int attempt, PaymentAwaited what) {}
