package dev.ordersaga.order.command;

import java.util.UUID;

/** The command was refused; the order is unchanged. */
public record OrderRefused(UUID orderId, Refusal refusal, long version) implements OrderAnswer {}
