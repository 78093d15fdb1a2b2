package dev.ordersaga.simulator.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When and why an intent was given up.
 *
 * @param reason null when the caller named none
 */
public record Cancellation(Instant at, @Nullable String reason) {}
