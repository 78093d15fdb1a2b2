package dev.ordersaga.coordination;

import dev.ordersaga.order.command.AwaitedStep;
import java.util.UUID;

/** What a deadline is for: a deadline that fires late, when the order waits for something else, then changes nothing. */
record PaymentDeadline(UUID orderId, int attempt, AwaitedStep what) {}
