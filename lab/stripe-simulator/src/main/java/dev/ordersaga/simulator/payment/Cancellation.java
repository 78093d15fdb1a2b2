package dev.ordersaga.simulator.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When and why a PaymentIntent was canceled.
 *
 * @param reason null when the caller gave none
 */
public record Cancellation(Instant at, @Nullable String reason) {}
