package dev.ordersaga.coordination;

import dev.ordersaga.order.command.AwaitedStep;
import java.util.UUID;

/** Payload of a payment deadline: what is awaited. If the order awaits something else when it fires, nothing changes. */
record PaymentDeadline(UUID orderId, int attempt, AwaitedStep what) {}
